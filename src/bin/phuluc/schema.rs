//! `phuluc schema`: the JSON Schema of an output.

use phuluc::compare::diff_schema;
use phuluc::lang::Message;
use phuluc::write::{plan_schema, rows_schema};

use crate::args::{Schema, SchemaOf};
use crate::exit::Exit;
use crate::output::stdout;

pub(crate) fn run(args: &Schema) -> Result<Exit, Message> {
    let schema = match args.of {
        SchemaOf::Plan => plan_schema(),
        SchemaOf::Rows => rows_schema(),
        SchemaOf::Diff => diff_schema(),
    };
    stdout(format!("{schema:#}\n").as_bytes()).map(|_| Exit::Done)
}
