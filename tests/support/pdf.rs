//! Writes small PDFs by hand: what no program would print.

/// A font that needs no embedding: Times-Roman as `/F1`, Times-Bold as `/F2`, fonts from before Unicode
/// (TCVN3 capitals and VNI) as `/F3` and `/F4`, and a picture of one grey dot as `/Im`.
const RESOURCES: &str = "<</Font<</F1 <</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding 20 0 R>> \
    /F2 <</Type/Font/Subtype/Type1/BaseFont/Times-Bold>> \
    /F3 <</Type/Font/Subtype/TrueType/BaseFont/.VnTimeH,Bold/Encoding/WinAnsiEncoding/FirstChar 32/LastChar 33/Widths[250 333]>> \
    /F4 <</Type/Font/Subtype/TrueType/BaseFont/VNI-Times/Encoding/WinAnsiEncoding/FirstChar 32/LastChar 33/Widths[250 333]>>>>/XObject<</Im 21 0 R>>>>";
/// Codes 128 and on are the letters that the tests write beyond ASCII.
const ENCODING: &str = "<</Type/Encoding/BaseEncoding/WinAnsiEncoding\
    /Differences[128/uni01B0/uni1EDD/uni00FD/uni0301/uni1EDF/uni1ED9/uni1EC7/uni1EE7]>>";

/// One page: entries of its dictionary besides the usual ones, and its content stream.
pub struct Leaf<'a> {
    pub entries: &'a str,
    pub content: &'a [u8],
}

/// A page of 300 × 200 points with this content.
pub fn leaf(content: &str) -> Leaf<'_> {
    Leaf { entries: "/MediaBox[0 0 300 200]", content: content.as_bytes() }
}

/// A file with these pages.
pub fn pdf(leaves: &[Leaf<'_>]) -> Vec<u8> {
    tagged(leaves, &[])
}

/// A file with these pages (objects 100, 102, …) and a structure tree, whose root is object 50.
pub fn tagged(leaves: &[Leaf<'_>], tree: &[(usize, String)]) -> Vec<u8> {
    let kids: String = (0..leaves.len()).map(|i| format!("{} 0 R ", 100 + 2 * i)).collect();
    let root = if tree.is_empty() { "" } else { "/StructTreeRoot 50 0 R" };
    let mut objects: Vec<(usize, Vec<u8>)> = vec![
        (1, format!("<</Type/Catalog/Pages 2 0 R{root}>>").into_bytes()),
        (2, format!("<</Type/Pages/Count {}/Kids[{kids}]>>", leaves.len()).into_bytes()),
        (20, ENCODING.as_bytes().to_vec()),
        (21, stream("/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", b"\x80")),
    ];
    for (i, leaf) in leaves.iter().enumerate() {
        let (page, content) = (100 + 2 * i, 101 + 2 * i);
        let dict = format!("<</Type/Page/Parent 2 0 R/Resources {RESOURCES}/Contents {content} 0 R{}>>", leaf.entries);
        objects.push((page, dict.into_bytes()));
        objects.push((content, stream("", leaf.content)));
    }
    objects.extend(tree.iter().map(|(number, body)| (*number, body.clone().into_bytes())));
    assemble(&objects)
}

fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    [format!("<<{entries}/Length {}>>stream\n", data.len()).as_bytes(), data, b"\nendstream"].concat()
}

fn assemble(objects: &[(usize, Vec<u8>)]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut xref = "xref\n0 1\n0000000000 65535 f \n".to_owned();
    for (number, body) in objects {
        xref.push_str(&format!("{number} 1\n{:010} 00000 n \n", out.len()));
        out.extend([format!("{number} 0 obj\n").as_bytes(), body, b"\nendobj\n"].concat());
    }
    let start = out.len();
    out.extend(format!("{xref}trailer<</Root 1 0 R/Size 1000>>\nstartxref\n{start}\n%%EOF\n").bytes());
    out
}
