//! Compares the papers named in the cells with those of a truth: kind, number and day, each once.

use phuluc::model::{Citation, Plan, PlanItem};
use serde_json::Value;

/// How many there are, how many were found exactly, and what was not.
#[derive(Debug, Default)]
pub struct Named {
    pub wanted: usize,
    pub exact: usize,
    pub wrong: Vec<String>,
}

impl Named {
    pub fn add(&mut self, other: Self) {
        self.wanted += other.wanted;
        self.exact += other.exact;
        self.wrong.extend(other.wrong);
    }

    /// Takes the citations found off a list of those wanted.
    fn compare(&mut self, wanted: &[&Value], mut found: Vec<&Citation>) {
        self.wanted += wanted.len();
        for want in wanted {
            match found.iter().position(|c| is_same(want, c)) {
                Some(at) => {
                    found.remove(at);
                    self.exact += 1;
                }
                None => self.wrong.push(format!("missed {want}")),
            }
        }
    }
}

/// Of a plan's truth: the citations of each item.
pub fn in_items(plan: &Plan, truth: &Value) -> Named {
    let mut out = Named::default();
    let items = array(&truth["appendices"]).iter().flat_map(|a| array(&a["items"]));
    let wanted: Vec<&Value> = items.flat_map(|i| array(&i["citations"])).filter(|c| is_numbered(c)).collect();
    out.compare(&wanted, items_of(plan).flat_map(cells).collect());
    out
}

/// Of a list of citations by item and field, with their places: those must agree too.
pub fn in_places(plan: &Plan, list: &Value) -> Named {
    let mut out = Named::default();
    let items: Vec<&PlanItem> = items_of(plan).collect();
    for want in array(list).iter().filter(|c| is_numbered(c) && c["item_order"].is_u64()) {
        let item = usize::try_from(want["item_order"].as_u64().unwrap()).ok().and_then(|n| items.get(n - 1));
        let at = |c: &&Citation| want["start"] == c.of[0] && want["end"] == c.of[1];
        out.compare(&[want], item.map(|i| cells(i)).unwrap_or_default().into_iter().filter(at).collect());
    }
    out
}

fn items_of(plan: &Plan) -> impl Iterator<Item = &PlanItem> {
    plan.appendices.iter().flat_map(|a| &a.items)
}

fn cells(item: &PlanItem) -> Vec<&Citation> {
    let own = [&item.task.citations, &item.lead.citations, &item.partner.citations, &item.deadline.citations];
    own.into_iter().flatten().chain(item.extra.values().flat_map(|f| &f.citations)).collect()
}

fn array(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn is_numbered(want: &Value) -> bool {
    want["number"].as_str().is_some_and(|n| n.contains(['/', '-']))
}

/// A truth may have the title of a law with its kind: `Luật Đất đai`.
fn is_same(want: &Value, found: &Citation) -> bool {
    let (wanted, kind) = (want["type"].as_str().unwrap_or_default().to_lowercase(), found.kind.as_deref());
    let kind = kind.unwrap_or_default().to_lowercase();
    let titled = kind == "luật" && wanted.starts_with("luật ");
    (wanted == kind || titled)
        && want["number"].as_str() == found.number.as_deref()
        && want["date"].as_str() == found.date.map(|d| d.to_string()).as_deref()
}
