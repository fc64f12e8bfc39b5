//! What a text may do without costing more than it should.

use super::*;
use std::time::Instant;

#[test]
fn the_same_citation_may_stand_ten_thousand_times() {
    let text = "As shown [see @91000001, p. 3] and @91000002 says.\n\n".repeat(5_000);
    let site = site(&[("content/p.md", &text)]);
    let begin = Instant::now();
    site.build(0);
    assert!(begin.elapsed().as_secs() < 60, "{:?}", begin.elapsed());
    let page = site.page("p.html");
    assert_eq!(page.matches("class=\"cite\"").count(), 10_000);
    assert_eq!(page.matches("<li id=\"ref.").count(), 2);
    let article = site.page("articles/91000001.html");
    // The same sentence again is nothing more to read.
    assert_eq!(article.matches("<blockquote").count(), 1, "{article}");
}
