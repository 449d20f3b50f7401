//! The nouns every room speaks: no I/O, no algorithms, no imports from the rest of the crate but the sentences
//! that are said of them.
//!
//! In the order in which they come to be: [`Document`] (read) → [`Block`] (detect) → [`Stitched`] (stitch) →
//! [`Interpreted`] (interpret) → [`Plan`] (normalize), with [`Diagnostic`] and [`Region`] beside them all the way.

mod audit;
mod block;
mod day;
mod deadline;
mod diagnostic;
mod geometry;
mod letterhead;
mod line;
mod page;
mod plan;
mod provenance;
mod row;
mod stitched;
mod written;

pub use crate::lang::Message;
pub use audit::Audit;
pub use block::{Block, Cell, Method, Table};
pub use deadline::{Bound, Clause, ClauseKind, Precision, Recurrence, Relative};
pub use diagnostic::{Code, Diagnostic, Diagnostics, Severity};
pub use geometry::Rect;
pub(crate) use geometry::tenth;
pub use letterhead::Letterhead;
pub use line::{LineKind, TextLine, count_chars, is_counted};
pub use page::{
    Content, Document, FontInfo, Glyph, MediaType, Page, Ruling, SourceLine, TaggedCell, TaggedTable, TextLayer,
};
pub use plan::{
    Appendix, AttachedTo, Citation, Column, Deadline, DocumentInfo, ExtraField, Field, Generator, Inferred, Note,
    Number, Organization, OrganizationKind, Plan, PlanItem, Role, SCHEMA_VERSION, Section, Source,
};
pub use provenance::{Region, regions_of};
pub use row::{Heading, Interpreted, InterpretedTable, ItemRow, PlanRow, RowField, SectionRow};
pub use stitched::{Header, LogicalCell, LogicalRow, Stitched, StitchedTable};
pub use written::{Particular, Sentence, Sentences};
