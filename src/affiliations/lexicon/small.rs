//! Small words, fields of study, modifiers and words of streets: what surrounds the words for kinds of organisations.
//!
//! In: folded words. Out: the sets that they belong to, in [`SETS`]. Never: names of single organisations or places.

use super::Word;

/// The sets of words, each with its mark.
pub(super) const SETS: &[(u8, &str)] = &[
    (Word::LINK, LINKS),
    (Word::AND, "and und et y e en och og i ve oraz ja"),
    (Word::FIELD, FIELDS),
    (Word::MODIFIER, MODIFIERS),
    (Word::STREET, STREETS),
    (
        Word::NATIONAL,
        "national nacional nazionale nationale nationales planck fraunhofer helmholtz leibniz federal royal",
    ),
];

/// Prepositions and articles that tie what follows to what came before.
const LINKS: &str = "of for de del della delle dello degli dei di da do dos das du des der die fur fuer van von voor za im in \
     dell pour para per at och d zu zur la el los las le les the al all nell sur sous zum auf am an on af til \
     na v w to with from by under vid pri pod";

/// Words that name fields of study.
const FIELDS: &str = "tip egitim muhendislik fen edebiyat iktisat hukuk eczacilik veteriner \
     medicine science sciences engineering studies education research health management economics arts law \
     business mathematics statistics nutrition oncology hlth sci med eng psych informatics pharmacy \
     agriculture computing humanities therapeutics pathology transplantation care biology chemistry physics \
     anatomy imaging diseases technology communication philosophy history languages architecture design \
     finance marketing accounting materials genetics mechanics electronics systems system mining mines \
     neuroscience neurosciences surgery sciencies ciencias ciencia scienze medicina medizin ingenieria \
     ingegneria fisica quimica chimica physique chimie biologie biologia matematica matematicas mathematik \
     informatik physik chemie geography psychology sport sports music anthropology sociology epidemiology \
     policy planning development social life earth environmental natural applied basic veterinary biomedical \
     molecular cellular clinical computer electrical mechanical civil chemical industrial food animal plant \
     crop soil water forestry fisheries aging ageing radiology neurology immunology microbiology genomics \
     bioinformatics nanotechnology biotechnology biochemistry biophysics pharmacology toxicology physiology \
     hygiene rehabilitation cardiology dermatology gynecology pediatrics paediatrics urology gastroenterology \
     endocrinology nephrology hematology rheumatology anesthesiology emergency optics photonics plasma energy \
     automation control robotics networks software information communications telecommunications \
     telecommunication electronic acoustics astronomy astrophysics geology geosciences geophysics meteorology \
     oceanography ecology evolution botany zoology entomology virology parasitology bacteriology linguistics \
     literature language politics government administration commerce tourism journalism theology religion \
     ethics geomatics surveying theory topology geometry analysis algebra probability operations logistics \
     transportation transport manufacturing production textile textiles polymer polymers metallurgy ceramics \
     biosciences bioscience biomedicine bioengineering services trauma orthopedics orthopaedics \
     sustainability climate kinesiology therapy aeronautics astronautics space reactor nuclear teknologi \
     informasi teknik kedokteran ilmu cardiologie hematologie neurologie oncologie chirurgie medecine droit \
     lettres environment welfare diabetes wildlife fishery drug drugs product products behavior \
     behaviour cognition obstetrics endoscopy haematology anaesthesia anesthesia sociolinguistics criminology \
     hydrology forensics rheumatism nephrology epilepsy stroke dentistry nursing optometry midwifery \
     ophtalmology statistic informatic mechatronics computation algorithms biosystems agronomy horticulture \
     pomology viticulture silviculture ichthyology dairy textil resources wissenschaft naturwissenschaften \
     agrarias veterinarias veterinaria farmacia odontologia enfermagem enfermeria direito derecho economia \
     economicas sociales sociais humanas humanidades naturales naturais exatas exactas tecnologia engenharia \
     saude salud bioquimica farmacologia geologia arquitectura arquitetura agronomia agraria ambiental";

/// Endings of words that name fields of study.
pub(super) const FIELD_ENDINGS: &[&str] = &[
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
    "ologist",
    "opathy",
    "ometry",
    "scopy",
    "logical",
    "biology",
    "logia",
    "logie",
    "wissenschaft",
    "wissenschaften",
    "ologii",
    "omie",
    "omia",
    "iatria",
    "iatrie",
    "ogenesis",
];

/// Words that stand before the head of a name, belong to it, and are no name by themselves.
const MODIFIERS: &str = "national royal federal state central technical free open catholic medical graduate international \
     european general regional metropolitan first second third new public private research clinical cancer \
     heart children childrens indian chinese american korean japan korea german russian polish the imperial islamic \
     agricultural pontifical autonomous complutense medico technological military normal natl universidad technischen freien medizinischen \
     hellenic technische polytechnic normale pontificia pontificial universitaire universitario universitaria \
     catholique catolica cattolica autonoma nacional estadual politecnica technique libre freie vrije \
     medizinische tierarztliche teknisk tekniska university affiliated peoples provincial municipal county \
     city north south east west northern southern eastern western great southwest northeast northwest \
     southeast superior higher advanced pedagogical maritime naval army air police veterans womens womans \
     memorial community mental district teaching key institut clinic interuniversity interdisciplinary \
     applied christian";

/// Words of streets and buildings.
const STREETS: &str = "street st avenue ave road rd boulevard blvd drive dr lane calle rue via viale piazza plaza avenida av \
     avda rua str strasse cad caddesi sokak ul ulica box pob cedex highway hwy parkway building bldg floor \
     room campus route km carretera ctra chome cho ku apartado postfach mail bp po allee place court suite \
     block bag sector wing tower paseo quai corso largo straat bulevar prospekt prospect lu xi dao esplanade \
     crescent cres close square sq gate hill walk parade terrace ring platz chaussee chemin impasse cours \
     passage bis piso carrer vicolo strada piata bulevardi ulitsa pkwy expressway rood jalan jln gang lorong \
     soi kampus mailstop ms mc unit apt apartment level rm flr plot phase colony nagar marg cross stage house \
     hall centrum district township village taluk tehsil dist prefecture ward gu dong gil ro daero dori \
     bulvari sokagi mahallesi kampusu yerleskesi utca ter ut kerulet aleja al pl plac ploshchad per pereulok \
     leninskiy naberezhnaya shosse pr nam nab leninsky lenina vej gade alle vei gata vag private postbus \
     postboks casilla cp codigo postal pobox pmb station";

/// Endings of names of streets.
pub(super) const STREET_ENDINGS: &[&str] = &[
    "strasse", "straat", "gatan", "vagen", "gasse", "weg", "allee", "platz", "plein", "laan",
    "str", "gade", "vej", "veien", "gata", "gaten", "katu", "tie", "utca", "dori", "ring", "damm",
    "ufer", "steig", "dreef", "kade", "singel",
];

/// Universities of many campuses, each an institution of its own, whose names go on after a comma: general knowledge
/// of how systems name their members.
pub(super) const SYSTEMS: &[&str] = &[
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
    "university of arkansas",
    "university of houston",
    "rutgers the state university of new jersey",
    "texas a and m university",
    "louisiana state university",
    "southern illinois university",
    "southern university",
    "california polytechnic state university",
    "california state polytechnic university",
    "national institute of pharmaceutical education and research",
    "indian institute of management",
    "university of puerto rico",
    "university of the philippines",
    "national university of ireland",
    "universite de paris",
    "universite du quebec",
    "universiti teknologi mara",
];
