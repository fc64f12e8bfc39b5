//! Names that everybody knows by their letters: national research bodies and large universities.
//!
//! In: folded names. Out: their class and the one name under which all are gathered. General knowledge, the same in any
//! library; what a library's own records say of its acronyms is learnt from them instead.

use super::Class;
use crate::affiliations::places::table::Table;
use std::sync::LazyLock;

/// A body and all its names.
pub(crate) struct Body {
    /// Its rank among the organisations of an address.
    pub(crate) class: Class,
    /// ISO 3166 code of its country, where it has one.
    pub(crate) country: &'static str,
    /// The name that stands for all.
    pub(crate) name: &'static str,
}

/// Class; ISO 3166 code, empty where it lies in several countries or bears a name of several; name; other names and acronyms.
const BODIES: &[(Class, &str, &str, &str)] = &[
    (
        Class::Body,
        "FR",
        "centre national de la recherche scientifique",
        "cnrs|french national centre for scientific research|french national center for scientific research|national center for scientific research cnrs",
    ),
    (Class::Institute, "FR", "institut national de la sante et de la recherche medicale", "inserm"),
    (
        Class::Institute,
        "FR",
        "institut national de recherche pour l agriculture l alimentation et l environnement",
        "inrae|inra|institut national de la recherche agronomique",
    ),
    (
        Class::Institute,
        "FR",
        "institut national de recherche en informatique et en automatique",
        "inria",
    ),
    (Class::Institute, "FR", "institut de recherche pour le developpement", "ird"),
    (
        Class::Body,
        "FR",
        "commissariat a l energie atomique et aux energies alternatives",
        "cea|commissariat a l energie atomique",
    ),
    (Class::Body, "FR", "centre national d etudes spatiales", "cnes"),
    (
        Class::Institute,
        "FR",
        "centre de cooperation internationale en recherche agronomique pour le developpement",
        "cirad",
    ),
    (
        Class::Institute,
        "FR",
        "institut francais de recherche pour l exploitation de la mer",
        "ifremer",
    ),
    (Class::Body, "FR", "office national d etudes et de recherches aerospatiales", "onera"),
    (
        Class::Body,
        "ES",
        "consejo superior de investigaciones cientificas",
        "csic|spanish national research council|spanish research council|spanish council for scientific research",
    ),
    (Class::Institute, "ES", "instituto de salud carlos iii", "isciii|carlos iii health institute"),
    (
        Class::Institute,
        "ES",
        "centro de investigaciones energeticas medioambientales y tecnologicas",
        "ciemat",
    ),
    (
        Class::Body,
        "IT",
        "consiglio nazionale delle ricerche",
        "cnr|national research council of italy|italian national research council",
    ),
    (
        Class::Institute,
        "IT",
        "istituto nazionale di fisica nucleare",
        "infn|national institute for nuclear physics",
    ),
    (
        Class::Institute,
        "IT",
        "istituto nazionale di astrofisica",
        "inaf|national institute for astrophysics",
    ),
    (
        Class::Institute,
        "IT",
        "istituto nazionale di geofisica e vulcanologia",
        "ingv|national institute of geophysics and volcanology",
    ),
    (
        Class::Institute,
        "IT",
        "istituto superiore di sanita",
        "italian national institute of health",
    ),
    (
        Class::Body,
        "DE",
        "max planck society",
        "max planck gesellschaft|max planck gesellschaft zur forderung der wissenschaften|mpg",
    ),
    (Class::Body, "DE", "fraunhofer society", "fraunhofer gesellschaft"),
    (Class::Body, "DE", "helmholtz association", "helmholtz gemeinschaft"),
    (Class::Body, "DE", "leibniz association", "leibniz gemeinschaft"),
    (
        Class::Centre,
        "DE",
        "deutsches zentrum fur luft und raumfahrt",
        "dlr|german aerospace center|german aerospace centre",
    ),
    (
        Class::Centre,
        "DE",
        "deutsches krebsforschungszentrum",
        "dkfz|german cancer research center|german cancer research centre",
    ),
    (Class::Centre, "DE", "deutsches elektronen synchrotron", "desy"),
    (Class::Centre, "DE", "gsi helmholtzzentrum fur schwerionenforschung", "gsi"),
    (Class::Institute, "DE", "physikalisch technische bundesanstalt", "ptb"),
    (
        Class::Body,
        "CN",
        "chinese academy of sciences",
        "cas|academia sinica beijing|chinese academy of science",
    ),
    (
        Class::Body,
        "CN",
        "chinese academy of medical sciences",
        "cams|chinese academy of medical science",
    ),
    (
        Class::Body,
        "CN",
        "chinese academy of agricultural sciences",
        "caas|chinese academy of agricultural science",
    ),
    (
        Class::Body,
        "RU",
        "russian academy of sciences",
        "ras|russian academy of science|rossiyskaya akademiya nauk",
    ),
    (
        Class::Body,
        "PL",
        "polish academy of sciences",
        "pan|polska akademia nauk|polish academy of science",
    ),
    (
        Class::Body,
        "CZ",
        "czech academy of sciences",
        "academy of sciences of the czech republic|akademie ved ceske republiky",
    ),
    (Class::Body, "HU", "hungarian academy of sciences", "magyar tudomanyos akademia|mta"),
    (
        Class::Body,
        "AT",
        "austrian academy of sciences",
        "osterreichische akademie der wissenschaften",
    ),
    (Class::Body, "", "council of scientific and industrial research", "csir"),
    (Class::Body, "IN", "indian council of medical research", "icmr"),
    (Class::Body, "IN", "indian council of agricultural research", "icar"),
    (Class::Body, "IN", "defence research and development organisation", "drdo"),
    (
        Class::Body,
        "IN",
        "indian space research organisation",
        "isro|indian space research organization",
    ),
    (Class::Centre, "IN", "bhabha atomic research centre", "barc"),
    (Class::Institute, "IN", "tata institute of fundamental research", "tifr"),
    (Class::Institute, "IN", "all india institute of medical sciences", "aiims"),
    (
        Class::Body,
        "AU",
        "commonwealth scientific and industrial research organisation",
        "csiro|commonwealth scientific and industrial research organization",
    ),
    (Class::Body, "US", "national aeronautics and space administration", "nasa"),
    (Class::Body, "US", "national oceanic and atmospheric administration", "noaa"),
    (
        Class::Institute,
        "US",
        "national institutes of health",
        "nih|us national institutes of health|national institute of health bethesda",
    ),
    (Class::Institute, "US", "national cancer institute", "nci"),
    (Class::Institute, "US", "national institute of allergy and infectious diseases", "niaid"),
    (Class::Institute, "US", "national institute of standards and technology", "nist"),
    (
        Class::Body,
        "US",
        "centers for disease control and prevention",
        "cdc|us centers for disease control and prevention|centers for disease control",
    ),
    (Class::Body, "US", "food and drug administration", "fda|us food and drug administration"),
    (
        Class::Body,
        "US",
        "united states department of agriculture",
        "usda|us department of agriculture|u s department of agriculture|usda ars",
    ),
    (
        Class::Body,
        "US",
        "united states geological survey",
        "usgs|us geological survey|u s geological survey",
    ),
    (
        Class::Body,
        "US",
        "united states environmental protection agency",
        "usepa|us epa|us environmental protection agency|u s environmental protection agency",
    ),
    (Class::Body, "", "world health organization", "who|organisation mondiale de la sante"),
    (Class::Body, "CH", "european organization for nuclear research", "cern"),
    (Class::Body, "", "european space agency", "esa"),
    (Class::Institute, "", "european molecular biology laboratory", "embl"),
    (Class::Body, "", "medical research council", "mrc"),
    (
        Class::Body,
        "CA",
        "national research council canada",
        "nrc canada|national research council of canada",
    ),
    (
        Class::Institute,
        "JP",
        "rikagaku kenkyusho",
        "riken|institute of physical and chemical research",
    ),
    (
        Class::Institute,
        "JP",
        "national institute of advanced industrial science and technology",
        "aist",
    ),
    (Class::Institute, "JP", "national institute for materials science", "nims"),
    (Class::Body, "JP", "japan aerospace exploration agency", "jaxa"),
    (Class::Body, "JP", "japan atomic energy agency", "jaea"),
    (Class::Body, "JP", "japan science and technology agency", "jst"),
    (Class::Institute, "JP", "high energy accelerator research organization", "kek"),
    (Class::Institute, "KR", "korea institute of science and technology", "kist"),
    (Class::Institute, "KR", "electronics and telecommunications research institute", "etri"),
    (
        Class::Body,
        "AR",
        "consejo nacional de investigaciones cientificas y tecnicas",
        "conicet|national scientific and technical research council",
    ),
    (Class::Institute, "BR", "fundacao oswaldo cruz", "fiocruz|oswaldo cruz foundation"),
    (Class::Institute, "BR", "instituto nacional de pesquisas espaciais", "inpe"),
    (Class::Body, "BR", "empresa brasileira de pesquisa agropecuaria", "embrapa"),
    (Class::Institute, "NL", "netherlands organisation for applied scientific research", "tno"),
    (Class::Institute, "FI", "vtt technical research centre of finland", "vtt"),
    (Class::Institute, "NO", "sintef", ""),
    (Class::Institute, "BE", "interuniversity microelectronics centre", "imec"),
    (
        Class::Institute,
        "GR",
        "national center for scientific research demokritos",
        "ncsr demokritos",
    ),
];

/// The body of a folded name, where it is one of the table's.
pub(crate) fn body(folded: &str) -> Option<&'static Body> {
    static INDEX: LazyLock<Table<String, Body>> = LazyLock::new(|| {
        let mut index = Table::default();
        for (class, country, name, others) in BODIES {
            for known in others.split('|').chain([*name]).filter(|known| !known.is_empty()) {
                index.insert(known.to_owned(), Body { class: *class, country, name });
            }
        }
        index
    });
    INDEX.get(folded.strip_prefix("the ").unwrap_or(folded))
}
