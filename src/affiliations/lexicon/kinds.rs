//! Words that name kinds of organisations, in the languages in which affiliations are written.
//!
//! In: folded words. Out: classes. Never: names of single organisations or places.

use super::Class;

/// The classes and their words.
pub(super) const CLASSES: &[(Class, &str)] = &[
    (
        Class::University,
        "university univ universities univesity universit universidat unviersity universitys uniwersytetu universitetets universitatis universite multiversity virtualuniversity universidad universidade universita universitat universite universiteit \
         universitet universitetet universiteti universitesi uniwersytet universitas universitatis universitate universiti univerzita univerzitet \
         univerza sveuciliste yliopisto egyetem ulikool universitate universitatea universitaet \
         unversity univeristy universty universidas daigaku daxue politecnico polytechnic polytechnique politecnica \
         politechnika politechniki politecnic institutpolytechnique polytechnical politehnica polytechnion hochschule fachhochschule universitats vseuciliste \
         universities unversidad univ universyty unv universitari",
    ),
    (
        Class::Hospital,
        "hospital hospitals hosp hosptial hopsital hospices hospitales hospitalet policlinic rigshospital rigshospitalet ospitalo ligonine klinikai hopital hopitaux hospitalier hospitaliers hospitalario hospitalar hospitalaria \
         ospedale ospedali ospedaliera ospedaliero ospedaliere klinikum kliniken krankenhaus spital sjukhus sjukhuset \
         sykehus sykehuset sygehus sygehuset ziekenhuis hastanesi szpital szpitalu infirmary clinic clinics clinica \
         clinique cliniques klinika policlinico policlinica polyclinic poliklinik healthcare nhs hospice sanatorium \
         sanatorio medisch korhaz nemocnice bolnica bolnisnica sairaala chu irccs maternity hastahanesi \
         universitatsklinikum universitatsspital universitatsmedizin universitatsklinik",
    ),
    (
        Class::Body,
        "academy academia akademija akademii akademiya academi akademie akademia akademi accademia academie acad council consejo conseil conselho \
         consiglio conselleria ministry ministerio ministere ministerium ministero agency agencia agence agenzia \
         foundation fondazione fundacion fundacao fundacio fondation stiftung stichting society sociedad societe \
         gesellschaft association asociacion associazione federation administration commission comision comissao \
         authority bureau organization organisation organizacion organizacao organizzazione government secretaria \
         gemeinschaft cooperative consortium union survey inspectorate directorate ministerie ministerstvo ministarstvo institutions bank comitato comite committee assembly embassy",
    ),
    (
        Class::Institute,
        "institute institutes inst insititute insitut intstitute instytutu institutu ustav institutul institutets institut instituts instituto institutos istituto istituti instituut instytut \
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
        "center centers centerof centrul tsentr complejo complexo  centre centres centro centros centrum zentrum ctr cent centar kozpont osrodek merkezi \
         forschungszentrum zentralinstitut",
    ),
    (Class::College, "college colleges colegio coll collegium collegio"),
    (
        Class::School,
        "school schools sch ecoles ecole schooll grandeecole yuksekokulu escuela escola scuola schule skola szkola conservatory seminary lyceum gymnasium",
    ),
    (
        Class::Part,
        "department departments departemen jurusan departmant deparmtent departmen departman departmet dipartimenti instituteof katedry oddzial zavod odjel odsek osasto  dept depts dep departamento departament dipartimento departement departements \
         abteilung abteilungen afdeling avdelning avdeling avd zaklad katedra chair lehrstuhl division divisions div \
         section sections seccion secao sezione unit units unite unidad unidade unita faculty faculties fac facultad \
         facultat faculdade facolta faculte fakultat fakultet fakulta fakultesi fakulteta faculteit wydzial program \
         programme programa programs laboratory lab labs laboratorio laboratoire laboratorium laboratori labor \
         laboratorij group groups grupo groupe gruppo team equipe service services servicio servico servizio serv \
         ward branch kafedra bolumu anabilim dali core arbeitsgruppe area cattedra office residency fellowship theme \
         departmento deparment depatment umr upr unite subdivision subdepartment disciplina",
    ),
];

/// Words that stand before the name that they introduce: "Universidad Nacional", "Institut Pasteur". A new name begins
/// with them even without a comma.
pub(super) const LEADING: &str = "universidad universidade universita universitat universite universiteit universitas universiti univerzita \
     uniwersytet universitatea univerza sveuciliste politecnico politechnika politecnica hopital hopitaux ospedale \
     szpital klinikum policlinico instituto istituto institut instytut ecole escuela escola scuola facultad facultat \
     faculdade facolta faculte fakultat fakulta wydzial departamento departament dipartimento departement departemen \
     departemen jurusan laboratorio laboratoire laboratorium centro centrum consejo conselho consiglio ministerio \
     ministere ministero fundacion fundacao fondazione fondation academia accademia akademia colegio abteilung \
     lehrstuhl zaklad katedra kafedra service servicio servico servizio unidad unidade unite azienda complejo";

/// Endings of compounds in German, Dutch, the Nordic languages and Finnish.
pub(super) const ENDINGS: &[(&str, Class)] = &[
    ("universitat", Class::University),
    ("universitaet", Class::University),
    ("universiteit", Class::University),
    ("universitet", Class::University),
    ("universitetet", Class::University),
    ("hochschule", Class::University),
    ("universitatsklinik", Class::Hospital),
    ("hospitalet", Class::Hospital),
    ("universitetssjukhus", Class::Hospital),
    ("yliopiston", Class::University),
    ("yliopistollinen", Class::University),
    ("ligonine", Class::Hospital),
    ("universitetas", Class::University),
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
pub(super) const PAIRS: &[(&str, &str, Class)] = &[
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
    ("university", "press", Class::Company),
    ("polytechnic", "institute", Class::University),
    ("polytechnic", "university", Class::University),
    ("technological", "institute", Class::University),
    ("sports", "club", Class::Body),
    ("research", "council", Class::Body),
    ("graduate", "program", Class::Part),
    ("experiment", "station", Class::Institute),
    ("field", "station", Class::Institute),
    ("research", "station", Class::Institute),
    ("health", "department", Class::Service),
];
