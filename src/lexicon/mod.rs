//! What words look like: number schemes, header wordings, cues of agencies and deadlines.
//!
//! In: a piece of text. Out: what it looks like, with a score. The words are data (`column_names.csv`, `cues.csv`), the
//! matchers small. Shared by every stage that must recognise a cell before it is parsed.

mod body_words;
mod columns;
mod cues;
mod documents;
mod figures;
mod fold;
mod gazetteer;
mod headings;
mod join;
mod names;
mod numbering;
mod places;
mod share;
mod vocabulary;
mod who;
mod whole;
mod width;

pub use body_words::{BodyWord, LONGEST_PHRASE, body_word};
pub use columns::{
    HeaderMatch, TimeEnd, header_roles, header_start, is_calendar_heading, is_header_start, is_header_word,
    match_header, time_end,
};
pub use cues::{
    agency_score, begins_deadline, breaks_off, continues_sentence, deadline_score, declared_count, ends_closed,
    ends_sentence, is_cut, is_name_head, product_score, starts_bullet,
};
pub use documents::{
    DocumentKind, DocumentWord, document_kind_ending, document_kind_of, document_kind_starting, document_phrase,
    document_phrase_ending,
};
pub use figures::{is_caption, is_figure, is_no_figure};
pub use fold::{fold, key};
#[cfg(test)]
pub(crate) use gazetteer::LOOKUPS;
pub use gazetteer::{Body, is_known_name, is_national, resolve};
pub use headings::{
    holds_signature_stamp, is_appendix_label, is_attached_to, is_page_number, is_signature_stamp, is_signature_start,
};
pub use join::{join, join_lines};
pub use names::{name_key, word_key};
pub use numbering::{Label, LabelKind, parse_label, split_label};
pub use places::{Rank, has_districts, place_rank, province_in};
pub use share::{Share, begins_part, is_shared_heading, share};
pub use vocabulary::{when_share, who_share};
pub use who::{names_only_someone, names_someone};
pub use whole::cuts_name;
pub use width::{SPACE_EM, text_width};
