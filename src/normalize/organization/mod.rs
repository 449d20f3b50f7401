//! A cell that says who → the bodies and persons in it.
//!
//! In: the text of a cell, when and where the document was made, and what the cell above named. Out: one entry for each that
//! gets a copy of the letter, classes of bodies whole. A name keeps its printed words; only what it shares with the one before
//! is put in front of it. The words are data of the lexicon, the grammar is here.

mod item;
mod look;
mod part;
mod scan;
mod share;
mod unlisted;
mod words;

use std::collections::BTreeSet;

use item::{Item, Mode};
use unlisted::{is_nobody, unlisted};
use words::{Cell, Gap};

use super::context::Context;
use crate::lexicon::{name_key, resolve};
use crate::model::{Appendix, Code, Diagnostic, Message, Organization, OrganizationKind, PlanItem, Role};

/// Marks that stand for what is above.
const DITTO: [char; 6] = ['"', '”', '“', '″', '〃', '\''];

/// Words of a cell that is read at most: lists of all communes of a province have fewer.
const LONGEST_CELL: usize = 1_000;

/// Reads the cells of a document one row after the other.
#[derive(Debug, Default)]
pub(super) struct Bodies {
    context: Context,
    /// What the last cell with names in the columns of lead and partner named.
    above: [Vec<Organization>; 2],
    /// Names already reported as unknown: each once a document.
    reported: BTreeSet<String>,
}

impl Bodies {
    /// For a document made then and there.
    pub(super) fn new(context: Context) -> Self {
        Self { context, ..Self::default() }
    }

    /// Fills in who leads and who helps in the rows of a table.
    pub(super) fn fill(&mut self, appendix: &mut Appendix) {
        self.above = Default::default();
        appendix.items.iter_mut().for_each(|i| self.fill_item(i));
    }

    fn fill_item(&mut self, item: &mut PlanItem) {
        let [leads, partners] = &mut self.above;
        for (field, role, above) in [(&mut item.lead, Role::Lead, leads), (&mut item.partner, Role::Partner, partners)]
        {
            let Some(text) = field.text.as_deref() else { continue };
            let guessed = |what: Message| {
                let said = Diagnostic::new(Code::CellGuessed, what).hint(Message::new("compare-with-paper"));
                said.about(role).at(field.regions.clone())
            };
            let count = text.split_whitespace().count();
            if count > LONGEST_CELL {
                item.diagnostics.push(guessed(Message::new("too-many-names").with("n", count)));
                continue;
            }
            item.diagnostics.extend(unlisted(text, &self.context).into_iter().map(guessed));
            let (found, said) = organizations(text, &self.context, above);
            let fresh = |(name, d): (String, Diagnostic)| self.reported.insert(name_key(&name)).then_some(d);
            let unknown: Vec<Diagnostic> = said.unknown.into_iter().filter_map(fresh).collect();
            for diagnostic in said.joined.into_iter().chain(unknown) {
                item.diagnostics.push(diagnostic.about(role).at(field.regions.clone()));
            }
            field.organizations = found;
            above.clone_from(&field.organizations);
        }
    }
}

/// What is to be said of the names of a cell.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// Of each name that no list holds.
    unknown: Vec<(String, Diagnostic)>,
    /// Of names parted where nothing parts them.
    joined: Option<Diagnostic>,
}

/// The bodies and persons a cell names, and what is to be said of them. `above`: those of the same column in the row before,
/// for `nt`.
pub(super) fn organizations(text: &str, context: &Context, above: &[Organization]) -> (Vec<Organization>, Said) {
    if !text.trim().is_empty() && text.trim().chars().all(|c| DITTO.contains(&c)) {
        let same = above.iter().map(|o| Organization { text: text.trim().to_owned(), ..o.clone() });
        return (same.collect(), Said::default());
    }
    let cell = Cell::new(text);
    let mut out: Vec<Organization> = Vec::new();
    let items = scan::scan(&cell);
    let joined = joined(&cell, &items);
    for item in items {
        if item.mode == Mode::Same && !above.is_empty() {
            let text = item.text(&cell);
            out.extend(above.iter().map(|o| Organization { text: text.clone(), ..o.clone() }));
        } else {
            out.extend(organization(&cell, &item, context));
        }
    }
    let unknown = out.iter().filter(|o| is_unknown(o)).map(|o| {
        let message = Message::new("unknown-organization").with("name", o.name.as_str());
        (o.name.clone(), Diagnostic::new(Code::UnknownOrganization, message))
    });
    let unknown = unknown.collect();
    (out, Said { unknown, joined })
}

/// Names that stand side by side without a sign, as one finding a cell.
fn joined(cell: &Cell, items: &[Item]) -> Option<Diagnostic> {
    let side_by_side = |pair: &&[Item]| pair[0].to == pair[1].from && cell.gap(pair[1].from) == Gap::Space;
    let pair = items.windows(2).find(side_by_side)?;
    let (one, other) = (pair[0].text(cell), pair[1].text(cell));
    Some(Diagnostic::new(Code::NamesJoined, Message::new("names-joined").with("one", one).with("other", other)))
}

/// A body that no list holds: classes, offices and persons are in none.
fn is_unknown(organization: &Organization) -> bool {
    organization.id.is_none() && matches!(organization.kind, OrganizationKind::Agency | OrganizationKind::Other)
}

fn organization(cell: &Cell, item: &Item, context: &Context) -> Option<Organization> {
    let name = item.name(cell);
    if is_nobody(cell, item) || !name.contains(char::is_alphanumeric) {
        return None;
    }
    let body = (item.mode == Mode::Head).then(|| resolve(&name, context.date, context.province.as_deref())).flatten();
    let kind = match item.mode {
        Mode::Class => OrganizationKind::Collective,
        Mode::Head if item.many => OrganizationKind::Collective,
        Mode::Head => OrganizationKind::Agency,
        Mode::Office => OrganizationKind::OfficeHolder,
        Mode::Person => OrganizationKind::Person,
        Mode::Same | Mode::Other => OrganizationKind::Other,
    };
    let said: Vec<&str> = item.qualifier.iter().map(|q| q.trim()).filter(|q| !q.is_empty()).collect();
    Some(Organization {
        text: item.text(cell),
        name,
        kind,
        canonical: body.as_ref().filter(|b| b.current).map(|b| b.name.clone()),
        id: body.as_ref().map(|b| b.id.clone()),
        qualifier: (!said.is_empty()).then(|| said.join("; ")),
        successors: body.map(|b| b.successors).unwrap_or_default(),
    })
}

#[cfg(test)]
mod bounded;
#[cfg(test)]
mod tests;
