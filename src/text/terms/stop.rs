//! Words that are no topic: function words, which end a phrase, and the general wording of papers.
//!
//! In: folded words. Out: their [`Weight`]. Never: words of one field of study.

use super::fold::fold_word;
use super::singular::singular;
use crate::text::hash::{ByHash, hash};
use std::sync::LazyLock;

/// How much a word says of what a paper is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    /// Ends a phrase: articles, prepositions, verbs, adverbs, numbers.
    Function,
    /// May stand inside a phrase, but not at its ends, and makes no phrase without better ones.
    Generic,
    /// May begin a phrase, but not end one: "vascular", "genetic".
    Adjective,
    /// Says something, but not by itself: "disease", "cell".
    Broad,
    /// A number that belongs to the word before it: may end a phrase, but not begin one.
    Number,
    /// Says something.
    Content,
}

/// The weight of a folded word.
pub(crate) fn weight(hash_of_word: u64, folded: &[u8]) -> Weight {
    static TABLE: LazyLock<ByHash<Weight>> = LazyLock::new(read);
    if let Some(weight) = TABLE.get(&hash_of_word) {
        return *weight;
    }
    let letters = folded.iter().filter(|b| b.is_ascii_alphabetic()).count();
    if letters == 0 || folded.len() < 2 {
        return Weight::Function;
    }
    ending(folded)
}

/// The weight that the ending of a word gives it away by. The words that the endings are wrong about stand in the
/// table.
fn ending(folded: &[u8]) -> Weight {
    const ADJECTIVES: &[&[u8]] = &[
        b"al", b"ic", b"ive", b"ous", b"ary", b"ory", b"lar", b"ular", b"able", b"ible", b"less",
        b"ful", b"ican", b"ian", b"ese", b"wide", b"ed", b"like", b"oid", b"ent", b"est",
    ];
    let ends = |endings: &[&[u8]]| endings.iter().any(|ending| folded.ends_with(ending));
    match folded.len() {
        5 if ends(&[b"al", b"ic"]) => Weight::Adjective,
        0..6 => Weight::Content,
        _ if ends(&[b"ly"]) => Weight::Function,
        _ if ends(ADJECTIVES) || ends(&[b"ish"]) => Weight::Adjective,
        _ if ends(&[b"ing"]) => Weight::Broad,
        _ => Weight::Content,
    }
}

fn read() -> ByHash<Weight> {
    let mut table = ByHash::default();
    let mut folded = Vec::new();
    let lists = [
        (Weight::Content, NOUNS),
        (Weight::Adjective, ADJECTIVES),
        (Weight::Broad, BROAD),
        (Weight::Generic, GENERIC),
        (Weight::Function, FUNCTION),
        (Weight::Function, UNITS),
    ];
    for (weight, words) in lists {
        for word in words.split_whitespace() {
            fold_word(word, &mut folded);
            singular(&mut folded);
            table.insert(hash(&folded), weight);
        }
    }
    table
}

/// Nouns with the ending of an adjective or an adverb.
const NOUNS: &str = "shellfish jellyfish crayfish rubbish canal panic colic relic tunic sepal petal antibiotic antibiotics pandemic epidemic analgesic anesthetic diuretic statistic statistics plastic plastics ceramic ceramics metal metals \
    hospital animal mineral minerals crystal crystals coral signal signals chemical pharmaceutical \
    anomaly family butterfly assembly monopoly salary library dictionary capillary ovary memory laboratory \
    factory inventory territory vegetable olive archive adhesive explosive cable seed weed feed reed breed solvent solvents agent \
    adolescent parent patent accident cement sediment ligament filament nutrient steroid steroids thyroid opioid opioids \
    alkaloid cannabinoid flavonoid retinoid lipoid rheumatoid fossil forest protest harvest interest arrest chest conquest \
    aging ageing bleeding feeding breastfeeding smoking drinking nursing sequencing splicing counseling profiling folding \
    psychotropic cosmetics robotics logic topic clinic music fabric renewable wearable wearables pathogen placental \
    cartilage guardian musician amphibian reptilian mammal mammals bilingual neuropeptide polyploid hybrid \
    virus testimony animal withdrawal proposal denial journal journals retrieval survival arrival removal disposal \
    boundary commentary sugary granary mammary bicarbonate valve \
    motive captive sedative sedatives contraceptive contraceptives preservative preservatives additive additives derivative derivatives laxative laxatives \
    placement equipment environment pigment pigments enrichment fragment fragments segment segments element elements implant implants";

/// Adjectives and prefixes that no ending tells.
const ADJECTIVES: &str = "civil innate benign healthy modern private fast robust non anti pre post self cross co de multi sub inter intra extra ultra semi mid bi tri dwelling borne wide avian multiple chronic acute primary secondary small large high low general central free specific viral renal \
    rural urban upper male female immune soluble remote obese medical oxidative nuclear broad modifying income acute oral fetal neural \
    focal local lethal vital dental distal mental rectal spinal basal tonal beta alpha gamma delta soft hard deep open closed smart \
    north south east west northern southern eastern western left right lateral medial aware naive native mature premature diverse";

/// Units of measurement.
const UNITS: &str = "mm cm km nm um ml dl ul kg mg ug ng pg mmol nmol umol mol hg hz khz mhz min sec hr kda kb bp mv ma iu mmhg ppm vol wt fig";

const FUNCTION: &str = "biochem biophys biol chem clin commun engl exp immunol int mol natl acad proc res sci surg pharmacol physiol \
    de la el los las del en con para por una uno se sus al que da do dos das em nas uma ao les des du et dans sur avec aux une \
    der und von zur zum mit im für ein eine einer bei den dem ist sich auf ii iii iv vi vii viii ix xi xii a an the and or nor but so yet if then than that this these those of in on at by for to from with without within \
    into onto upon over under above below between among amongst across through throughout during before after since until \
    while whereas although though because due as is are was were be been being am has have had having do does did doing can could may \
    might must shall should will would not no none neither either both all any each every some few several many much more most less \
    least other others another such same own only also too very quite rather just even still already however moreover furthermore \
    therefore thus hence herein here there where when which who whom whose what why how it its itself they them their theirs we us \
    our ours he him his she her you your i me my one two three four five six seven eight nine ten first inside outside second third fourth \
    fifth once twice via per versus vs et al etc ie eg about against along around toward towards despite regarding concerning \
    including include includes included excluding except like unlike using use uses used utilizing utilized based become becomes became becoming \
    show shows showed shown showing find finds found finding suggest suggests suggested suggesting indicate indicates indicated indicating demonstrate \
    demonstrates demonstrated demonstrating reveal reveals revealed revealing report reports reported reporting describe describes described describing \
    investigate investigates investigated investigating examine examines examined examining evaluate evaluates evaluated evaluating assess \
    assesses assessed assessing determine determines determined determining identify identifies identified identifying observe observes observed observing \
    provide provides provided providing discuss discusses discussed propose proposes proposed consider considers considered considering \
    compare compares compared comparing perform performs performed performing conduct conducted conducting obtain obtained obtaining \
    present presents presented presenting remain remains remained contribute contributes contributed contributing lead leads led leading cause \
    caused causes causing result resulted resulting occur occurs occurred occurring affect affects affected affecting appear appears \
    appeared seem seems require requires required requiring allow allows allowed allowing enable enables enabled help helps helped \
    make makes made making take takes took taken taking give gives gave given giving get gets got know known knowing \
    aim aims aimed aiming seek sought explore explores explored exploring highlight highlights highlighted highlighting understand understanding \
    improve improves improved improving increase increases increased increasing decrease decreases decreased decreasing reduce \
    reduces reduced reducing enhance enhances enhanced enhancing induce induces induced inducing promote promotes promoted promoting \
    prevent prevents prevented preventing follow follows followed following receive received receiving undergo underwent undergoing \
    develop develops developed emerge emerges emerged emerging represent represents represented representing underlie underlies underlying \
    involve involves involved involving support supports supported supporting need needs needed mean means whether up down out off again \
    further yet ever never often usually well respectively otherwise instead together therein thereby whereby towards upon \
    might been focus focused focuses focusing target targeted targeting trigger triggers triggered triggering associate associated related \
    exhibit exhibits exhibited display displayed express expressed confirm confirmed establish established address addressed yield \
    yielded measure measured measuring calculate calculated analyse analyzed analysed apply applied applying select selected enroll \
    enrolled recruit recruited collect collected randomize randomized assigned versus say said want try tried tend tends new ameliorate ameliorates ameliorated attenuate attenuates attenuated alleviate alleviates alleviated mediate mediates mediated modulate \
    modulates modulated regulate regulates regulated protect protects protected impair impairs impaired alter alters altered accelerate accelerates \
    accelerated delay delays delayed drive drives driven link links linked predict predicts predicted depend depends aggravate aggravates exacerbate exacerbates";

const GENERIC: &str = "study studies result results method methods conclusion conclusions background objective objectives purpose aim aims introduction \
    discussion finding findings data analysis analyses approach approaches paper article review reviews literature \
    evidence knowledge information patient patients subject subjects participant participants individual individuals case cases person people man \
    woman men women group groups control controls year years month months week weeks day days hour hours minute time times \
    period age old older young younger adult adults number numbers amount rate rates level levels value values score \
    scores ratio percentage percent proportion total mean median range interval ci p n sd odds hazard confidence significance significant \
    difference differences effect effects impact impacts influence role roles function functions relationship relationships \
    association associations correlation correlations factor factors risk risks outcome outcomes change changes increase decrease \
    reduction improvement development process processes mechanism mechanisms pathway pathways system systems model models type \
    types form forms kind class classes category part parts component components aspect aspects feature features \
    characteristic characteristics property properties condition conditions state status stage stages phase phases \
    higher highest lower lowest larger smaller great greater good better best poor worse long longer short \
    shorter early earlier late later recent current present previous prior future novel potential possible likely common rare \
    important major main key critical crucial essential fundamental specific particular different \
    similar various single double overall total available effective efficient useful relevant appropriate adequate sufficient \
    strong weak positive negative normal abnormal active additional alternative complete comprehensive complex simple clear \
    direct indirect independent dependent initial final full further increased decreased improved reduced enhanced related associated \
    based clinical experimental human humans animal animals mouse mice rat rats sample samples test tests testing \
    measurement measurements assessment assessments evaluation evaluations treatment treatments therapy therapies intervention \
    interventions management care use usage application applications technique techniques procedure procedures protocol protocols \
    strategy strategies tool tools target targets challenge challenges issue issues problem problems question questions question \
    area areas field fields research researcher researchers investigation investigations experiment experiments trial trials \
    cohort cohorts population populations survey surveys questionnaire interview interviews setting settings site sites \
    region country countries center database databases registry set sets series list table figure baseline follow followup up \
    end point endpoint endpoints incidence prevalence diagnosis prognosis symptom symptoms sign signs severity onset \
    history report reports example examples basis context view perspective perspectives insight insights overview update advances progress \
    trend trends pattern patterns profile profiles variable variables parameter parameters criterion criteria threshold \
    concept concepts framework theory hypothesis idea definition term terms name word content structure structures \
    presence absence lack loss gain activity activities action actions response responses reaction interaction interactions contribution \
    production formation generation induction inhibition activation regulation expression exposure \
    quality quantity size degree extent length duration frequency dose doses concentration concentrations volume weight \
    step steps line lines order case-control cross-sectional retrospective prospective observational randomized double-blind placebo \
    systematic meta comparative descriptive qualitative quantitative multivariate univariate statistical statistically \
    need needs benefit benefits advantage advantages limitation limitations safety efficacy effectiveness feasibility performance \
    accuracy sensitivity specificity validity reliability consequence consequences implication implications \
    deleterious puzzling comprehensive fatal severe mild moderate mechanism tissue tissues observation observations interest \
    author authors work works state-of-the-art role name access group-based detection experience complication complications flow vector vectors assay assays monitoring diagnostic diagnostics record records source sources resource resources utility utilization decision making knowledge attitude attitudes practice practices world global national local international pilot \
    guide guides handbook note notes manner chapter chapters book books page pages edition essay essays existing ongoing \
    widespread promising powerful inc llc ltd bd corp co gmbh plc ag nr dr mr mrs prof wt nc ny vivo vitro situ silico novo ex \
    notice retraction retracted erratum corrigendum correction editorial comment reply letter";

const BROAD: &str = "lesson lessons principle principles matter matters path century symposium comparison comparisons description descriptions \
    extreme extremes scheme schemes selection estimation characterization occurrence item items gap gaps effort efforts option options progression \
    variability alteration alterations input output error errors element elements project projects product products shape publication publications tale \
    crisis deficiency burden identification accumulation removal barrier barriers opportunity opportunities adaptation \
    reconstruction transformation expansion simulation simulations capacity capability capabilities dataset datasets benchmark workflow pipeline wildtype \
    disease diseases disorder disorders syndrome syndromes cell cells gene genes protein proteins molecule molecules drug drugs blood body \
    brain heart muscle health medicine science technology biology surgery failure cost dysfunction predictor school search growth scale culture extract variation inhibitor compound guideline implementation resistance classification discovery domain protection image creation combination delivery modification polymorphism medication host envelope localization maturation density replication prediction perception life domain query induction hospital infection cancer tumor tumors injury pain death \
    mortality survival screening prevention education training behavior environment food water energy temperature pressure \
    standard predict serum spectrum spectra network networks design learning algorithm community family society policy program service services women children child \
    infant student students physician physicians nurse nurses exercise diet nutrition inflammation stress oxidative imaging signal \
    signaling receptor receptors enzyme enzymes acid acids sequence sequences mutation mutations variant variants \
    genome marker markers biomarker biomarkers lesion lesions organ organs membrane surface material materials therapy \
    neuron neurons nerve bone skin liver lung kidney animal plant plants virus bacteria species degeneration death atrophy";
