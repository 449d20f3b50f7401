-- What a plan holds, a table a noun. A document's whole package stands beside it, as `phuluc extract` writes it.

CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    identified BOOLEAN NOT NULL,
    load INTEGER NOT NULL,
    source_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    media_type TEXT,
    pages INTEGER,
    kind TEXT,
    number TEXT,
    date DATE,
    issuer TEXT,
    subject TEXT,
    place TEXT,
    signer TEXT,
    tool_version TEXT,
    package TEXT NOT NULL
);
CREATE INDEX documents_source_name ON documents (source_name);
CREATE INDEX documents_number ON documents (number);
CREATE INDEX documents_sha256 ON documents (sha256);

CREATE TABLE appendices (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    appendix INTEGER NOT NULL,
    label TEXT,
    title TEXT,
    heading TEXT,
    attached_to TEXT,
    attached_kind TEXT,
    attached_number TEXT,
    attached_date DATE,
    attached_issuer TEXT,
    PRIMARY KEY (document_id, appendix)
);

CREATE TABLE sections (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    appendix INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    path TEXT,
    label TEXT,
    title TEXT,
    declared_count INTEGER,
    found_count INTEGER NOT NULL,
    PRIMARY KEY (document_id, appendix, ordinal)
);

CREATE TABLE items (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    appendix INTEGER NOT NULL,
    "order" INTEGER NOT NULL,
    parent_id TEXT,
    section TEXT,
    section_title TEXT,
    number TEXT,
    task TEXT,
    lead TEXT,
    partner TEXT,
    deadline TEXT,
    leads TEXT,
    partners TEXT,
    due DATE,
    ongoing BOOLEAN NOT NULL,
    deadline_kind TEXT,
    edtf TEXT,
    recurrence TEXT,
    product TEXT,
    budget TEXT,
    note TEXT,
    extra TEXT,
    citations TEXT,
    page_first INTEGER,
    page_last INTEGER,
    diagnostics TEXT,
    look BOOLEAN NOT NULL
);
CREATE INDEX items_document ON items (document_id, appendix, "order");
CREATE INDEX items_due ON items (due);

CREATE TABLE organizations (
    id TEXT PRIMARY KEY,
    canonical TEXT
);

CREATE TABLE item_organizations (
    item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    text TEXT,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    canonical TEXT,
    organization_id TEXT REFERENCES organizations (id),
    qualifier TEXT,
    PRIMARY KEY (item_id, role, ordinal)
);
CREATE INDEX item_organizations_organization ON item_organizations (organization_id);

CREATE TABLE clauses (
    item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    text TEXT,
    kind TEXT NOT NULL,
    edtf TEXT,
    start DATE,
    due DATE,
    bound TEXT,
    "precision" TEXT,
    rrule TEXT,
    period TEXT,
    applies_to TEXT,
    condition TEXT,
    reference TEXT,
    inferred TEXT,
    PRIMARY KEY (item_id, ordinal)
);

CREATE TABLE citations (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    appendix INTEGER NOT NULL,
    item_id TEXT REFERENCES items (id) ON DELETE CASCADE,
    field TEXT NOT NULL,
    text TEXT,
    kind TEXT,
    number TEXT,
    date DATE,
    issuer TEXT,
    resolved TEXT,
    PRIMARY KEY (document_id, ordinal)
);
CREATE INDEX citations_item ON citations (item_id);
CREATE INDEX citations_number ON citations (number);

CREATE TABLE diagnostics (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    appendix INTEGER,
    item_id TEXT REFERENCES items (id) ON DELETE CASCADE,
    code TEXT NOT NULL,
    severity TEXT NOT NULL,
    field TEXT,
    message TEXT NOT NULL,
    hint TEXT,
    PRIMARY KEY (document_id, ordinal)
);
CREATE INDEX diagnostics_item ON diagnostics (item_id);

-- History outlives what it is about: no reference.
CREATE TABLE versions (
    load INTEGER PRIMARY KEY,
    document_id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    source_name TEXT NOT NULL,
    tool_version TEXT
);
CREATE INDEX versions_document ON versions (document_id);

CREATE TABLE changes (
    load INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    document_id TEXT NOT NULL,
    level TEXT NOT NULL,
    kind TEXT NOT NULL,
    item_id TEXT,
    old_item_id TEXT,
    place TEXT,
    field TEXT,
    header TEXT,
    old TEXT,
    new TEXT,
    old_due DATE,
    new_due DATE,
    from_sha256 TEXT NOT NULL,
    to_sha256 TEXT NOT NULL,
    PRIMARY KEY (load, ordinal)
);
CREATE INDEX changes_document ON changes (document_id);
CREATE INDEX changes_item ON changes (item_id);
