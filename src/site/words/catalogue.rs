//! The keys of the catalogue that code reads, each with what it needs: a key that is not here does not compile, nor does a
//! phrase without what its placeholders ask for.
//!
//! In: the sections of a language's file. Out: [`Words`]. Words that only templates read have no line here; templates
//! find all of them by section and key.

use super::load::{File, Section, Tree};
use super::phrase::{COUNT, Count, Fill, Numbers, Phrase, Word};
use super::tables::Tables;
use crate::site::shown::Shown;

macro_rules! catalogue {
    ($(
        $section:ident: $Section:ident {
            $(words: $($word:ident),+;)?
            $(phrases: $($phrase:ident($($hole:ident),+)),+;)?
            $(counts: $($count:ident($($more:ident),*)),+;)?
            $(framed: $($framed:ident),+;)?
        }
    )*) => {
        /// All words of the interface in one language.
        #[derive(Debug)]
        pub(in crate::site) struct Words {
            $(pub(in crate::site) $section: $Section,)*
            pub(super) tables: Tables,
            /// The whole file as templates read it.
            pub(super) templates: Tree,
            pub(super) numbers: Numbers,
        }

        impl Words {
            /// Reads a language's file.
            pub(super) fn read(file: &mut File) -> Self {
                Words {
                    $($section: $Section::read(&mut file.section(stringify!($section))),)*
                    tables: Tables::read(file),
                    templates: file.templates(),
                    numbers: file.numbers,
                }
            }
        }

        $(
            /// The words of a section, by key.
            #[derive(Debug)]
            pub(in crate::site) struct $Section {
                $($($word: Word,)+)?
                $($($phrase: Phrase,)+)?
                $($($count: Count,)+)?
                $($($framed: Count,)+)?
            }

            impl $Section {
                fn read(section: &mut Section<'_>) -> Self {
                    $Section {
                        $($($word: section.word(stringify!($word)),)+)?
                        $($($phrase: section.phrase(
                            stringify!($phrase),
                            &[$(stringify!($hole)),+],
                        ),)+)?
                        $($($count: section.count(
                            stringify!($count),
                            &[COUNT, $(stringify!($more)),*],
                        ),)+)?
                        $($($framed: section.count(stringify!($framed), &[COUNT]),)+)?
                    }
                }

                $($(pub(in crate::site) fn $word(&self) -> Shown<'_> {
                    self.$word.shown()
                })+)?

                $($(pub(in crate::site) fn $phrase(&self, $($hole: impl Fill),+) -> Shown<'static> {
                    self.$phrase.fill(&[$(&$hole),+])
                })+)?

                $($(pub(in crate::site) fn $count(
                    &self,
                    count: usize,
                    $($more: impl Fill),*
                ) -> Shown<'static> {
                    self.$count.fill(count, &[$(&$more),*])
                })+)?

                $($(
                    /// What stands before and after a number that is an element of its own.
                    pub(in crate::site) fn $framed(&self, count: usize) -> (Shown<'_>, Shown<'_>) {
                        self.$framed.of(count).around()
                    }
                )+)?
            }
        )*
    };
}

catalogue! {
    list: List { words: between; }
    date: Date {
        phrases: day(day, month), days(from, to, month), range(from, to), in_year(part, year);
    }
    count: Counts { counts: articles(), export_files(), records(); }
    head: Head {
        words: maps_description;
        phrases: paged(title, number), group(name, groups), told_apart(name, key),
            group_description(name, articles), group_description_span(name, articles, span),
            index_description(groups, site), articles_description(articles), map(map, maps),
            cell(topic, other), cell_description(articles), about_description(site), moved(route),
            whole(title), abstracts(title);
    }
    pages: Pages { phrases: of(number, total); }
    chart: Chart {
        words: year, decade;
        phrases: decade_name(year), peak(count, year);
        counts: words(first, last, peak, most);
    }
    lists: ListWords {
        words: search;
        phrases: whole(articles);
    }
    home: Home {
        counts: all_articles(), all_notes(), all_digests();
        framed: articles, years;
    }
    articles: Articles { words: title, undated; }
    card: Card {
        words: untitled, retracted, partly_retracted, concern, corrected;
        phrases: in_language(language), marked(mark, title);
    }
    kind: Kind { words: article, book, chapter, preprint, ahead_of_print; }
    article: Article {
        words: note;
        phrases: note_numbered(number), more_authors(more, total), book_editors(names), epub(date), print(date),
            ecollection(date), revised(date);
        counts: editors(), collaborator_count();
    }
    search: SearchWords {
        words: title, marks, labels, full_text, noted, preprint, retracted;
        phrases: description(articles), of_groups(groups);
        counts: found(shown);
    }
    notes: NoteWords {
        words: title, unsigned;
        phrases: description(notes), unknown(id), alone(id);
        counts: count();
    }
    digests: DigestWords {
        words: title, added, retracted, concern, corrected;
        phrases: description(digests), between(from, until), since_last(from, until),
            added_between(from, until), added_since(from), added_until(until);
        counts: count();
    }
    abstracts: Abstracts {
        words: none, withheld, excerpt, publisher, plain, other;
        phrases: elsewhere(place), plain_in(language), other_in(language);
    }
    identifier: Identifiers {
        words: free, nih_manuscript, manuscript, accession, book_doi, web;
        phrases: free_from(date);
    }
    provenance: Provenance {
        words: nameless;
        phrases: line(number), lines(first, last), record_revised(date);
    }
    further: Further {
        words: authors, editors, collaborators, journal, country, issn, nlm_id, pii, citation_key,
            keywords, language, entered, status, indexed, in_process, as_supplied;
    }
    notice: Notice {
        words: retracted, retracted_says, partly_retracted, partly_retracted_says, concern,
            concern_says, corrected, corrected_says, republished, republished_says, updated,
            updated_says, published, published_says, retraction, retraction_says, correction,
            correction_says, concern_for, concern_for_says, retracts_part, updates,
            republished_from, original, published_version, preprint, comments_here, comments_on,
            summary, associated, unnamed;
    }
    group: Group {
        words: unnamed;
        phrases: all(groups);
        counts: parts_folded(), variants_folded();
    }
    told: ToldApart {
        phrases: label(name, told), place(number, total);
        counts: years(span);
    }
    namesakes: Namesakes { phrases: heading(name, groups), lede(groups); }
    index: Index {
        words: other_letters, small, few;
        phrases: small_count(count), few_count(count);
    }
    maps: Maps {
        words: nav, title;
        phrases: size(rows, columns), remark(rows, columns), chosen(groups, total), latest(groups),
            largest(groups, total);
        counts: values(field);
    }
    studies: StudyWords {
        words: nav, title, undated, yes, no;
        phrases: description(studies), by_one(author, year), by_two(author, other, year),
            by_more(author, year);
        counts: count(), without();
    }
    flow: FlowWords {
        words: nav, title, identification, screening, included, identified, databases, registers,
            other_sources, removed, duplicates, unread, screened, excluded, assessed,
            reports_excluded, no_reason, included_reports, collected, total, at_screening,
            at_full_text;
        phrases: lede(records, files, articles), item(what, number), of(what);
        counts: more_sources(), more_reasons(), decisions();
    }
    about: About {
        words: nav, own_mesh, own_ror;
        phrases: holds(articles, files), holds_span(articles, span, files),
            vocabulary(what, source, licence);
        counts: more_files();
    }
    downloads: DownloadWords {
        words: title, without_abstracts;
        phrases: description(articles), kilobytes(number), megabytes(number), largest(shown, total);
        counts: with_pmid(total), pmids();
    }
    references: References {
        words: back;
        phrases: place(number);
        counts: more();
    }
    citation: CitationBox {
        phrases: copy_one(what), few_authors(count, all);
    }
    discussed: Discussed {
        phrases: note(title);
        counts: more_places(), more_texts();
    }
    prose: Prose {
        words: note, tip, important, warning, caution, contents, anchor, footnotes, back, done, open;
    }
    not_found: NotFound { words: title; }
    why: Reasons {
        words: named, about, in_title, in_abstract, in_keyword, major_heading, heading, keyword,
            keyword_main_heading, keyword_heading, keywords_plus, words_in_text, twice, acronym,
            with_city, order;
        phrases: rule(rule), quoted(text, place), rule_heading(heading),
            rule_heading_below(heading, above), rule_keyword(keyword), rule_journal(journal),
            suggested(reasons), title_and(times), abbreviation(why, name), narrower(name, why),
            child(name), spelled(name), alias(name), spelled_how(name, how), ror(known),
            known(known);
        counts: similar(), times();
    }
    fact: Facts { words: ror, orcid, country, city, issn, website, part_of; }
}
