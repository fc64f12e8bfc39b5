//! What a word says of the organisation it names, in the languages in which affiliations are written.
//!
//! In: folded words. Out: classes. Never: names of single organisations or places.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The kind of thing that a word in an affiliation names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Class {
    /// A university, or a school of its rank.
    University,
    /// A hospital or clinic.
    Hospital,
    /// A health service or system, which may run hospitals.
    Service,
    /// An academy, council, ministry, agency, foundation or society.
    Body,
    /// An institute, museum, observatory or national laboratory.
    Institute,
    /// A company, by its legal form.
    Company,
    /// A centre.
    Centre,
    /// A college.
    College,
    /// A school.
    School,
    /// A department, faculty, division, laboratory or group: something inside an organisation.
    Part,
}

const CLASSES: &[(Class, &str)] = &[
    (
        Class::University,
        "university univ universities universidad universidade universita universitat universite universiteit \
         universitet universitetet universiteti universitesi uniwersytet universitas universiti univerzita univerzitet \
         univerza sveuciliste yliopisto egyetem ulikool universitate universitatea universitaet \
         unversity univeristy universty universidas daigaku daxue politecnico polytechnic polytechnique politecnica \
         politechnika polytechnical politehnica polytechnion hochschule fachhochschule universitats vseuciliste \
         universitair universities unversidad univ universyty unv uni",
    ),
    (
        Class::Hospital,
        "hospital hospitals hosp hopital hopitaux hospitalier hospitaliers hospitalario hospitalar hospitalaria \
         ospedale ospedali ospedaliera ospedaliero ospedaliere klinikum kliniken krankenhaus spital sjukhus sjukhuset \
         sykehus sykehuset sygehus sygehuset ziekenhuis hastanesi szpital szpitalu infirmary clinic clinics clinica \
         clinique cliniques klinika policlinico policlinica polyclinic poliklinik healthcare nhs hospice sanatorium \
         sanatorio medisch korhaz nemocnice bolnica bolnisnica sairaala chu irccs maternity hastahanesi eps \
         universitatsklinikum universitatsspital universitatsmedizin universitatsklinik",
    ),
    (
        Class::Body,
        "academy academia akademie akademia akademi accademia academie acad council consejo conseil conselho \
         consiglio conselleria ministry ministerio ministere ministerium ministero agency agencia agence agenzia \
         foundation fondazione fundacion fundacao fundacio fondation stiftung stichting society sociedad societe \
         gesellschaft association asociacion associazione federation administration commission comision comissao \
         authority bureau organization organisation organizacion organizacao organizzazione government secretaria \
         gemeinschaft cooperative consortium union inspectorate directorate",
    ),
    (
        Class::Institute,
        "institute institutes inst institut instituts instituto institutos istituto istituti instituut instytut \
         institutet institutt instituttet institutul enstitusu institut institutu insitute intitute instutute \
         instituted observatory observatorio observatoire osservatorio museum museo musee museu herbarium \
         planetarium zoo polytechnik technion synchrotron biobank",
    ),
    (
        Class::Company,
        "inc ltd gmbh llc corp corporation ag plc pty bv nv oy ab aps srl spa sarl sas limited incorporated company \
         llp lp kg kk pharmaceuticals pharmaceutical pharma laboratories biotech biotechnologies technologies \
         consulting",
    ),
    (
        Class::Centre,
        "center centers centre centres centro centros centrum zentrum ctr cent centar kozpont osrodek merkezi \
         forschungszentrum zentralinstitut",
    ),
    (Class::College, "college colleges colegio coll collegium collegio"),
    (
        Class::School,
        "school schools sch ecole escuela escola scuola schule skola szkola conservatory seminary lyceum gymnasium",
    ),
    (
        Class::Part,
        "department departments dept depts dep departamento departament dipartimento departement departements \
         abteilung abteilungen afdeling avdelning avdeling avd zaklad katedra chair lehrstuhl division divisions div \
         section sections seccion secao sezione unit units unite unidad unidade unita faculty faculties fac facultad \
         facultat faculdade facolta faculte fakultat fakultet fakulta fakultesi fakulteta faculteit wydzial program \
         programme programa programs laboratory lab labs laboratorio laboratoire laboratorium laboratori labor \
         laboratorij group groups grupo groupe gruppo team equipe service services servicio servico servizio serv \
         ward branch kafedra bolumu anabilim dali graduate postgraduate core area arbeitsgruppe area cattedra \
         departmento deparment depatment umr upr unite subdivision subdepartment disciplina",
    ),
];

/// Endings of compounds in German, Dutch and the Nordic languages.
const ENDINGS: &[(&str, Class)] = &[
    ("universitat", Class::University),
    ("universitaet", Class::University),
    ("universiteit", Class::University),
    ("universitet", Class::University),
    ("universitetet", Class::University),
    ("hochschule", Class::University),
    ("yliopisto", Class::University),
    ("klinikum", Class::Hospital),
    ("klinik", Class::Hospital),
    ("kliniken", Class::Hospital),
    ("krankenhaus", Class::Hospital),
    ("spital", Class::Hospital),
    ("sjukhus", Class::Hospital),
    ("sjukhuset", Class::Hospital),
    ("sykehus", Class::Hospital),
    ("sygehus", Class::Hospital),
    ("ziekenhuis", Class::Hospital),
    ("institut", Class::Institute),
    ("instituts", Class::Institute),
    ("instituut", Class::Institute),
    ("zentrum", Class::Centre),
    ("centrum", Class::Centre),
    ("gesellschaft", Class::Body),
    ("gemeinschaft", Class::Body),
    ("stiftung", Class::Body),
    ("ministerium", Class::Body),
    ("akademie", Class::Body),
    ("abteilung", Class::Part),
    ("fakultat", Class::Part),
];

/// Two words that together name another kind of thing than each alone.
const PAIRS: &[(&str, &str, Class)] = &[
    ("medical", "center", Class::Hospital),
    ("medical", "centre", Class::Hospital),
    ("medical", "ctr", Class::Hospital),
    ("med", "ctr", Class::Hospital),
    ("medisch", "centrum", Class::Hospital),
    ("health", "system", Class::Service),
    ("health", "service", Class::Service),
    ("health", "services", Class::Service),
    ("health", "network", Class::Service),
    ("health", "trust", Class::Service),
    ("health", "board", Class::Service),
    ("health", "district", Class::Service),
    ("health", "organization", Class::Service),
    ("health", "care", Class::Hospital),
    ("foundation", "trust", Class::Service),
    ("national", "laboratory", Class::Institute),
    ("national", "laboratories", Class::Institute),
    ("national", "lab", Class::Institute),
    ("research", "laboratory", Class::Institute),
    ("research", "laboratories", Class::Institute),
    ("veterans", "affairs", Class::Hospital),
    ("geological", "survey", Class::Body),
    ("research", "center", Class::Centre),
    ("research", "centre", Class::Centre),
    ("research", "unit", Class::Part),
    ("research", "group", Class::Part),
    ("graduate", "school", Class::School),
    ("medical", "school", Class::School),
    ("key", "laboratory", Class::Part),
    ("key", "lab", Class::Part),
];

/// The class of a folded word, if it has one.
pub(super) fn class(word: &str) -> Option<Class> {
    static INDEX: LazyLock<HashMap<&'static str, Class>> = LazyLock::new(|| {
        let words = CLASSES
            .iter()
            .flat_map(|(class, words)| words.split_whitespace().map(move |word| (word, *class)));
        words.collect()
    });
    if let Some(class) = INDEX.get(word) {
        return Some(*class);
    }
    if word.len() < 8 {
        return None;
    }
    ENDINGS.iter().find(|(ending, _)| word.ends_with(ending)).map(|(_, class)| *class)
}

/// The class of two folded words in a row.
pub(super) fn pair(first: &str, second: &str) -> Option<Class> {
    PAIRS.iter().find(|(a, b, _)| *a == first && *b == second).map(|(_, _, class)| *class)
}

/// Prepositions and articles that tie what follows to what came before.
pub(super) fn is_link(word: &str) -> bool {
    matches!(
        word,
        "of" | "for"
            | "de"
            | "del"
            | "della"
            | "delle"
            | "dello"
            | "degli"
            | "dei"
            | "di"
            | "da"
            | "do"
            | "dos"
            | "das"
            | "du"
            | "des"
            | "der"
            | "die"
            | "fur"
            | "fuer"
            | "van"
            | "von"
            | "voor"
            | "za"
            | "im"
            | "in"
            | "dell"
            | "pour"
            | "para"
            | "per"
            | "at"
            | "och"
            | "d"
            | "zu"
            | "zur"
            | "la"
            | "el"
            | "los"
            | "las"
            | "le"
            | "les"
            | "the"
            | "al"
    )
}

/// Words that join two equal things.
pub(super) fn is_and(word: &str) -> bool {
    matches!(word, "and" | "und" | "et" | "y" | "e" | "en" | "och" | "og" | "i")
}

/// Words that name a field of study, by themselves or by their ending.
pub(super) fn is_discipline(word: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "ology",
        "ologia",
        "ologie",
        "istry",
        "iatry",
        "ysics",
        "atics",
        "omics",
        "etics",
        "istics",
        "onics",
        "iatrics",
        "urgery",
        "onomy",
        "nomics",
        "ography",
        "edicine",
        "eering",
        "sciences",
        "dentistry",
        "nursing",
        "otherapy",
        "ophysics",
        "tronics",
        "amics",
        "hesia",
        "hesiology",
        "pedics",
        "paedics",
        "obstetrics",
    ];
    const WORDS: &[&str] = &[
        "medicine",
        "science",
        "sciences",
        "engineering",
        "studies",
        "education",
        "research",
        "health",
        "management",
        "economics",
        "arts",
        "law",
        "business",
        "mathematics",
        "statistics",
        "nutrition",
        "oncology",
        "hlth",
        "sci",
        "med",
        "eng",
        "psych",
        "informatics",
        "pharmacy",
        "agriculture",
        "computing",
        "humanities",
        "therapeutics",
        "pathology",
        "transplantation",
        "care",
        "biology",
        "chemistry",
        "physics",
        "anatomy",
        "imaging",
        "diseases",
        "technology",
        "communication",
        "philosophy",
        "history",
        "languages",
        "architecture",
        "design",
        "finance",
        "marketing",
        "accounting",
        "materials",
        "genetics",
        "mechanics",
        "electronics",
    ];
    WORDS.contains(&word) || (word.len() > 6 && ENDINGS.iter().any(|ending| word.ends_with(ending)))
}

/// Words that stand before the head of a name and belong to it.
pub(super) fn is_modifier(word: &str) -> bool {
    matches!(
        word,
        "national"
            | "royal"
            | "federal"
            | "state"
            | "central"
            | "technical"
            | "free"
            | "open"
            | "catholic"
            | "medical"
            | "graduate"
            | "international"
            | "european"
            | "general"
            | "regional"
            | "metropolitan"
            | "first"
            | "second"
            | "third"
            | "new"
            | "public"
            | "private"
            | "research"
            | "clinical"
            | "cancer"
            | "heart"
            | "childrens"
            | "indian"
            | "chinese"
            | "american"
            | "korean"
            | "japan"
            | "korea"
            | "german"
            | "russian"
            | "polish"
            | "the"
            | "imperial"
            | "islamic"
            | "agricultural"
            | "pontifical"
            | "autonomous"
            | "complutense"
            | "medico"
            | "technological"
            | "military"
            | "normal"
            | "natl"
            | "universidad"
            | "hellenic"
    )
}

/// Words of streets and buildings.
pub(super) fn is_street(word: &str) -> bool {
    const ENDINGS: &[&str] =
        &["strasse", "straat", "gatan", "vagen", "gasse", "weg", "allee", "platz", "plein", "laan"];
    const WORDS: &[&str] = &[
        "street",
        "st",
        "avenue",
        "ave",
        "road",
        "rd",
        "boulevard",
        "blvd",
        "drive",
        "dr",
        "lane",
        "calle",
        "rue",
        "via",
        "viale",
        "piazza",
        "plaza",
        "avenida",
        "av",
        "avda",
        "rua",
        "str",
        "strasse",
        "cad",
        "caddesi",
        "sokak",
        "ul",
        "ulica",
        "box",
        "pob",
        "cedex",
        "highway",
        "hwy",
        "parkway",
        "building",
        "bldg",
        "floor",
        "room",
        "campus",
        "route",
        "km",
        "carretera",
        "ctra",
        "chome",
        "cho",
        "ku",
        "apartado",
        "postfach",
        "mail",
        "bp",
        "po",
        "allee",
        "place",
        "court",
        "suite",
        "block",
        "bag",
        "sector",
        "wing",
        "tower",
        "paseo",
        "quai",
        "corso",
        "largo",
        "straat",
        "bulevar",
        "prospekt",
        "prospect",
        "lu",
        "xi",
        "dao",
    ];
    WORDS.contains(&word) || (word.len() > 6 && ENDINGS.iter().any(|ending| word.ends_with(ending)))
}

/// Universities of many campuses, each an institution of its own, whose names go on after a comma: general knowledge of
/// how the systems of states name their members.
pub(super) fn has_campuses(folded_name: &str) -> bool {
    const SYSTEMS: &[&str] = &[
        "university of california",
        "california state university",
        "university of texas",
        "university of wisconsin",
        "university of illinois",
        "university of north carolina",
        "university of nebraska",
        "university of massachusetts",
        "university of maryland",
        "university of missouri",
        "university of alabama",
        "university of colorado",
        "university of hawaii",
        "university of tennessee",
        "state university of new york",
        "city university of new york",
        "indian institute of technology",
        "national institute of technology",
        "indian institute of science education and research",
        "all india institute of medical sciences",
    ];
    SYSTEMS.contains(&folded_name.strip_prefix("the ").unwrap_or(folded_name))
}
