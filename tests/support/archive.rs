//! An archive made of the fixtures: copies with other numbers, so that each is a document of its own, and among them all
//! kinds of bad ones.

use std::io::Write;
use std::path::Path;

use super::{root, source};

pub struct Document {
    /// From the archive, with `/`.
    pub name: String,
    pub kind: Kind,
}

pub enum Kind {
    Good {
        tasks: u64,
    },
    /// The same bytes as another one.
    Copy,
    Bad {
        code: &'static str,
    },
}

/// What is copied.
const GOOD: [&str; 4] = ["markdown", "tabs-from-word", "plan-nfd", "plan-stamp"];

/// Makes so many good documents in a folder, with so many rounds of all kinds of bad ones beside them; all in the order of
/// their paths.
pub fn make(folder: &Path, good: usize, rounds: usize) -> Vec<Document> {
    let mut out = Vec::new();
    let mut put = |name: String, bytes: &[u8], kind: Kind| {
        let path = folder.join(&name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
        out.push(Document { name, kind });
    };
    let originals: Vec<(Vec<u8>, String, u64)> = GOOD
        .iter()
        .map(|name| {
            let fixture = root().join("fixtures").join(name);
            let path = source(&fixture);
            let ending = path.extension().unwrap().to_string_lossy().into_owned();
            (std::fs::read(&path).unwrap(), ending, tasks(&fixture))
        })
        .collect();
    for n in 0..good {
        let (bytes, ending, tasks) = &originals[n % originals.len()];
        let name = format!("{}/kế hoạch {n:04}.{ending}", 2020 + n % 5);
        put(name, &another(bytes, n), Kind::Good { tasks: *tasks });
    }
    put("2025/bản sao.txt".to_owned(), &another(&originals[0].0, 0), Kind::Copy);
    let pdf = &originals.iter().find(|o| o.1 == "pdf").unwrap().0;
    let data = |name: &str| std::fs::read(root().join("tests/cli/data").join(name)).unwrap();
    let (bomb, locked, rubbish, picture) = (bomb(), data("locked.pdf"), data("rubbish.bin"), data("picture.pdf"));
    for n in 0..rounds {
        let mut bad = |name: &str, ending: &str, bytes: &[u8], code| {
            // A remark behind the end makes each a file of its own.
            let own = if n == 0 { bytes.to_vec() } else { [bytes, format!("\n% {n}\n").as_bytes()].concat() };
            put(format!("hỏng/{name} {n}.{ending}"), &own, Kind::Bad { code });
        };
        bad("bom", "pdf", &bomb, "too-large");
        bad("cắt", "pdf", &pdf[..pdf.len() / (3 + n)], "damaged");
        bad("khóa", "pdf", &locked, "encrypted");
        bad("lạ", "bin", &rubbish, "unknown-format");
        bad("mã", "txt", b"K\xd5 ho\xb9ch \xff\xfe c\xf1a t\xd8nh", "encoding");
        bad("vòng trang", "pdf", &looping("/Kids [2 0 R] /Count 1", ""), "damaged");
        bad("vòng hình", "pdf", &looping("/Kids [3 0 R] /Count 1", "/F Do"), "blank");
        bad("ảnh", "pdf", &picture, "unknown-format");
    }
    put("hỏng/rỗng.pdf".to_owned(), b"", Kind::Bad { code: "empty" });
    out.push(sparse(folder));
    out.sort_by(|a, b| a.name.split('/').cmp(b.name.split('/')));
    out
}

/// A file that is a gigabyte to whoever asks, and takes no room.
fn sparse(folder: &Path) -> Document {
    let name = "hỏng/to.pdf".to_owned();
    let file = std::fs::File::create(folder.join(&name)).unwrap();
    file.set_len(1 << 30).unwrap();
    Document { name, kind: Kind::Bad { code: "too-large" } }
}

/// The same document under another number: in a text in its first number, in a PDF in a remark behind its end.
fn another(bytes: &[u8], n: usize) -> Vec<u8> {
    if bytes.starts_with(b"%PDF") {
        return [bytes, format!("% {n}\n").as_bytes()].concat();
    }
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let sign = text.find("/QĐ-").or_else(|| text.find("/KH-")).unwrap();
    let begins = text[..sign].rfind(|c: char| !c.is_ascii_digit()).unwrap() + 1;
    format!("{}{}{}", &text[..begins], 1000 + n, &text[sign..]).into_bytes()
}

fn tasks(fixture: &Path) -> u64 {
    let plan = std::fs::read_to_string(fixture.join("5-plan.json")).unwrap();
    let plan: serde_json::Value = serde_json::from_str(&plan).unwrap();
    plan["appendices"].as_array().unwrap().iter().map(|a| a["items"].as_array().unwrap().len() as u64).sum()
}

/// Pages that are their own children, or a form that draws itself.
fn looping(pages: &str, draws: &str) -> Vec<u8> {
    format!(
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages {pages} >>\nendobj\n\
         3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 5 0 R >>\nendobj\n\
         4 0 obj\n<< /Length {0} >>\nstream\n{draws}\nendstream\nendobj\n5 0 obj\n<< /XObject << /F 6 0 R >> >>\nendobj\n\
         6 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources 5 0 R /Length {0} >>\nstream\n{draws}\n\
         endstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n",
        draws.len()
    )
    .into_bytes()
}

/// A page whose content unpacks to more than any machine has.
fn bomb() -> Vec<u8> {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    let zeros = vec![b' '; 1 << 20];
    (0..4096).for_each(|_| packer.write_all(&zeros).unwrap());
    let packed = packer.finish().unwrap();
    let head = format!(
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\n\
         endobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>\nendobj\n\
         4 0 obj\n<< /Length {} /Filter /FlateDecode >>\nstream\n",
        packed.len()
    );
    [head.as_bytes(), &packed, b"\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"].concat()
}
