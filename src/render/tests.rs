//! What a kind of page may ask of the renderer, shown by kinds that no site has.

use super::*;
use crate::config::{Config, SiteOptions};
use crate::site::{Head, PAGE_KINDS, PageKind, Snapshot, Subject, plan_of};
use std::collections::BTreeSet;

const PROBE: ThemeFile = ThemeFile { name: "probe.js", text: "probe();" };

/// A kind whose one page runs a script.
static SCRIPTED: PageKind = PageKind {
    id: "scripted",
    template: Some(ThemeFile { name: "scripted.html", text: "" }),
    scripts: &[PROBE],
    list: |listing| listing.add("deep/scripted.html", Subject::Only),
    make: |_| {
        let page = Value::none();
        let view = PageView { head: Head::default(), page, template: None };
        Ok(Product::Page(Box::new(view)))
    },
    ..PageKind::USUAL
};

/// A kind of more pages than one sitemap may list.
static MANY: PageKind = PageKind {
    id: "many",
    list: |listing| {
        for number in 0..50_001 {
            listing.add(format!("many/{number:05}.html"), Subject::Part(number));
        }
    },
    ..PageKind::USUAL
};

fn kind(id: &str) -> &'static PageKind {
    PAGE_KINDS.iter().find(|kind| kind.id == id).unwrap()
}

fn own(name: &str, text: &str) -> TextFile {
    let file = format!("templates/{name}").into();
    TextFile { path: name.into(), file, text: text.into() }
}

fn file(renderer: &Renderer, plan: &Plan, route: &str) -> String {
    let at = plan.pages().iter().position(|page| &*page.route == route);
    match renderer.render(plan, at.unwrap_or_else(|| panic!("no {route}"))).unwrap() {
        Rendered::Bytes(bytes) => String::from_utf8(bytes).unwrap(),
        Rendered::Copy(path) => panic!("{route} is a copy of {}", path.display()),
    }
}

#[test]
fn a_kind_brings_its_scripts_and_the_policy_that_lets_them_run() {
    static KINDS: &[&PageKind] = &[&SCRIPTED];
    let kinds: &'static [&'static PageKind] =
        Vec::leak([KINDS, &[kind("home"), kind("not-found"), kind("asset")]].concat());
    let (plan, said) = plan_of(kinds, Arc::new(Snapshot::default()));
    assert_eq!(said, []);
    let template = own("scripted.html", "{% extends \"theme/base.html\" %}");
    let theme = || theme::assets().chain(Some(&PROBE));
    let renderer = Renderer::with_assets("en", theme(), std::slice::from_ref(&template)).unwrap();
    let page = file(&renderer, &plan, "deep/scripted.html");
    assert_eq!(page.matches("<script").count(), 1, "{page}");
    assert!(page.contains("<script src=\"../probe.js\" defer></script>"), "{page}");
    let policy = page.split("http-equiv=\"Content-Security-Policy\" content=\"").nth(1).unwrap();
    let policy = policy.split('"').next().unwrap().replace("&#39;", "'");
    assert!(policy.contains("script-src 'self';") && !policy.contains("unsafe"), "{policy}");
    // The policy holds from where it stands on.
    assert!(page.find("Content-Security-Policy") < page.find("<link"), "{page}");
    assert_eq!(file(&renderer, &plan, "probe.js"), "probe();\n");
    for other in ["index.html", "404.html"] {
        let page = file(&renderer, &plan, other);
        assert!(!page.contains("<script") && !page.contains("Security-Policy"), "{page}");
    }
    let renderer =
        Renderer::with_assets("en", theme(), &[template, own("probe.js", "mine();")]).unwrap();
    assert_eq!(file(&renderer, &plan, "probe.js"), "mine();");
}

#[test]
fn a_script_of_a_kind_without_pages_is_not_written() {
    static NONE: PageKind = PageKind { id: "none", scripts: &[PROBE], ..PageKind::USUAL };
    let kinds: &'static [&'static PageKind] = Vec::leak(vec![&NONE, kind("asset")]);
    let (plan, _) = plan_of(kinds, Arc::new(Snapshot::default()));
    assert_eq!(plan.routes(), ["favicon.svg", "litdigest.css"]);
}

/// What lies in the folder is in the program.
#[test]
#[allow(clippy::disallowed_methods, reason = "a test reads the folder of the theme")]
fn every_file_of_the_theme_is_embedded() {
    // Two kinds may share a template.
    let embedded: BTreeSet<&str> =
        theme::templates().chain(theme::assets()).map(|file| file.name).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let files = std::fs::read_dir(folder).unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let all: BTreeSet<String> = names.collect();
    assert_eq!(embedded, all.iter().map(String::as_str).collect());
}

#[test]
fn a_sitemap_too_long_is_cut_and_listed() {
    let site =
        SiteOptions { base_url: Some("https://a.example/b/".into()), ..Config::default().site };
    let config = Config { site, ..Config::default() };
    let kinds: &'static [&'static PageKind] = Vec::leak(vec![&MANY, kind("sitemap")]);
    let (plan, said) = plan_of(kinds, Arc::new(Snapshot { config, ..Snapshot::default() }));
    assert_eq!(said, []);
    let renderer = Renderer::new("en", &[]).unwrap();
    let file = |route: &str| file(&renderer, &plan, route);
    assert_eq!(
        file("sitemap.xml"),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n\
         <sitemap><loc>https://a.example/b/sitemap-1.xml</loc></sitemap>\n\
         <sitemap><loc>https://a.example/b/sitemap-2.xml</loc></sitemap>\n\
         </sitemapindex>\n"
    );
    let (first, second) = (file("sitemap-1.xml"), file("sitemap-2.xml"));
    assert_eq!(first.matches("<url><loc>").count(), 50_000);
    assert!(first.contains("<loc>https://a.example/b/many/00000.html</loc>"));
    assert_eq!(second.matches("<url><loc>").count(), 1, "{second}");
    assert!(second.contains("<loc>https://a.example/b/many/50000.html</loc>"), "{second}");
}
