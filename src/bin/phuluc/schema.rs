//! `phuluc schema`: the JSON Schema of an output.

use phuluc::write::{plan_schema, rows_schema};

use crate::args::{Schema, SchemaOf};
use crate::exit::Exit;
use crate::output::stdout;
use crate::report;

pub(crate) fn run(args: &Schema) -> Exit {
    let schema = match args.of {
        SchemaOf::Plan => plan_schema(),
        SchemaOf::Rows => rows_schema(),
    };
    match stdout(format!("{schema:#}\n").as_bytes()) {
        Ok(_) => Exit::Done,
        Err(what) => {
            report::error(&what);
            Exit::Nothing
        }
    }
}
