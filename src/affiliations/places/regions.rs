//! States, provinces and nations inside countries: ISO 3166 code, names and abbreviations, codes in capitals.

/// The table. Codes are those that stand in addresses, such as "Boston, MA".
pub(super) const REGIONS: &[(&str, &str, &str)] = &[
    (
        "US",
        "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|District of Columbia|Florida|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York State|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington State|West Virginia|Wisconsin|Wyoming|Ala.|Ariz.|Calif.|Colo.|Conn.|Fla.|Ill.|Kans.|La.|Mass.|Md.|Mich.|Minn.|Miss.|Nebr.|N.Mex.|Okla.|Ore.|Oreg.|Penn.|Penna.|Tenn.|Tex.|Wash.|Wis.|Wisc.|W.Va.|N.Y.|N.J.|N.C.|S.C.|N.H.|R.I.|D.C.|N.M.|N.D.|S.D.|Washington D.C.|Washington DC",
        "AL|AK|AZ|AR|CA|CO|CT|DE|DC|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY",
    ),
    (
        "CA",
        "Alberta|British Columbia|Manitoba|New Brunswick|Newfoundland|Newfoundland and Labrador|Labrador|Nova Scotia|Ontario|Prince Edward Island|Quebec|Québec|Saskatchewan|Nunavut|Yukon|Northwest Territories|Ont.|Que.|Alta.|B.C.|Sask.|P.Q.|N.S.|N.B.|Man.",
        "AB|BC|MB|NB|NL|NS|ON|PE|QC|PQ|SK|YT|NU",
    ),
    (
        "AU",
        "New South Wales|Queensland|South Australia|Tasmania|Australian Capital Territory|N.S.W.|Vic.|Qld.|Tas.|W.A.|A.C.T.",
        "NSW|VIC|QLD|ACT|TAS|Vic|Qld|Tas|SA|WA",
    ),
    (
        "GB",
        "England|Scotland|Wales|Northern Ireland|Greater London|Oxfordshire|Cambridgeshire|Hertfordshire|Yorkshire|West Yorkshire|South Yorkshire|North Yorkshire|Lancashire|Cheshire|Berkshire|Hampshire|Surrey|Kent|Essex|Sussex|West Sussex|East Sussex|Devon|Cornwall|Somerset|Dorset|Wiltshire|Gloucestershire|Warwickshire|Leicestershire|Nottinghamshire|Derbyshire|Staffordshire|Shropshire|Norfolk|Suffolk|Bedfordshire|Buckinghamshire|Merseyside|Greater Manchester|West Midlands|Tyne and Wear|Midlothian|Lothian|Fife|Middlesex",
        "",
    ),
    (
        "IN",
        "Andhra Pradesh|Arunachal Pradesh|Assam|Bihar|Chhattisgarh|Goa|Gujarat|Haryana|Himachal Pradesh|Jharkhand|Karnataka|Kerala|Madhya Pradesh|Maharashtra|Manipur|Meghalaya|Mizoram|Nagaland|Odisha|Orissa|Rajasthan|Sikkim|Tamil Nadu|Tamilnadu|Telangana|Tripura|Uttar Pradesh|Uttarakhand|West Bengal|Jammu and Kashmir|Puducherry|Pondicherry|UP|U.P.|A.P.|T.N.",
        "",
    ),
    (
        "CN",
        "Anhui|Fujian|Gansu|Guangdong|Guangxi|Guizhou|Hainan|Hebei|Heilongjiang|Henan|Hubei|Hunan|Inner Mongolia|Jiangsu|Jiangxi|Jilin|Liaoning|Ningxia|Qinghai|Shaanxi|Shandong|Shanxi|Sichuan|Tibet|Xinjiang|Yunnan|Zhejiang|Anhui Province|Fujian Province|Gansu Province|Guangdong Province|Guizhou Province|Hainan Province|Hebei Province|Heilongjiang Province|Henan Province|Hubei Province|Hunan Province|Jiangsu Province|Jiangxi Province|Jilin Province|Liaoning Province|Shaanxi Province|Shandong Province|Shanxi Province|Sichuan Province|Yunnan Province|Zhejiang Province",
        "",
    ),
    (
        "JP",
        "Hokkaido|Aichi|Akita|Aomori|Chiba Prefecture|Ehime|Fukui|Gifu|Gunma|Hyogo|Ibaraki|Ishikawa|Iwate|Kagawa|Kanagawa|Kochi Prefecture|Mie|Miyagi|Miyazaki|Nara|Okinawa|Osaka Prefecture|Saitama|Shiga|Shimane|Shizuoka|Tochigi|Tokushima|Tottori|Toyama|Wakayama|Yamagata|Yamaguchi|Tohoku|Kyushu|Shikoku|Kansai|Kanto|Hokuriku|Ryukyu|Yamanashi",
        "",
    ),
    (
        "BR",
        "Minas Gerais|Rio Grande do Sul|Paraná|Santa Catarina|Bahia|Pernambuco|Ceará|Goiás|Mato Grosso|Mato Grosso do Sul|Espírito Santo|Paraíba|Rio Grande do Norte|Amazonas|Maranhão|Piauí|Sergipe|Alagoas|Rondônia|São Paulo State",
        "SP|RJ|MG|RS|PR|GO|DF",
    ),
    (
        "DE",
        "Bavaria|Bayern|Baden-Württemberg|Hesse|Hessen|Lower Saxony|Niedersachsen|North Rhine-Westphalia|Nordrhein-Westfalen|Saxony|Sachsen|Saxony-Anhalt|Thuringia|Brandenburg|Rhineland-Palatinate|Schleswig-Holstein|Mecklenburg-Vorpommern",
        "",
    ),
    (
        "ES",
        "Catalonia|Catalunya|Cataluña|Andalusia|Andalucía|Galicia|Basque Country|País Vasco|Euskadi|Navarra|Navarre|Asturias|Aragón|Castilla y León|Castilla-La Mancha|Extremadura|Canary Islands|Islas Canarias|Balearic Islands|Illes Balears|Cantabria|La Rioja|Comunidad Valenciana",
        "",
    ),
    (
        "IT",
        "Lombardy|Lombardia|Tuscany|Toscana|Sicily|Sicilia|Sardinia|Sardegna|Piedmont|Piemonte|Veneto|Lazio|Campania|Apulia|Puglia|Calabria|Emilia-Romagna|Liguria|Umbria|Abruzzo",
        "",
    ),
    (
        "MX",
        "Jalisco|Nuevo León|Yucatán|Sonora|Sinaloa|Michoacán|Veracruz|Estado de México|Baja California|Guanajuato|Querétaro|Morelos",
        "",
    ),
    (
        "KR",
        "Gyeonggi-do|Gyeonggi|Gyeongsangbuk-do|Gyeongsangnam-do|Jeollabuk-do|Jeollanam-do|Chungcheongnam-do|Chungcheongbuk-do|Gangwon-do|Chungnam|Chungbuk|Gyeongbuk|Gyeongnam|Kyunggi-do|Chonnam|Chonbuk|Jeonnam|Jeonbuk|Kyungpook|Gyeongsang|Kyungnam|Kyungsang|Jeju",
        "",
    ),
    (
        "FR",
        "Île-de-France|Brittany|Bretagne|Normandy|Alsace|Provence|Aquitaine|Occitanie|Auvergne|Rhône-Alpes",
        "",
    ),
    ("BE", "Flanders|Wallonia", ""),
    (
        "NG",
        "Ogun State|Oyo State|Lagos State|Osun State|Kaduna State|Rivers State|Enugu State|Delta State|Edo State|Kwara State",
        "",
    ),
    ("PK", "Punjab Pakistan|Sindh|Khyber Pakhtunkhwa|Balochistan", ""),
];
