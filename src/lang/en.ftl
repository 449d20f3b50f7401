# What the program says, in English. The JSON's messages are these too: a change here changes the output.
# How to add a sentence: docs/languages.md.

## Words before a line

label-error = error
label-warning = warning
label-hint = hint
# Something said of a file: its name, then what is wrong.
about = { $name }: { $what }
said = { $what }

## The summary of a document

rows-need-a-look = { $rows ->
    [one] { $rows } row needs
   *[other] { $rows } rows need
  } a look ({ $codes })
summary-no-table = no task table
summary-no-label = (no label)
summary-counts = { $sections } sections { $rows } rows { $look } to look at

## Refused input

empty = empty file: nothing to read
unknown-format = { $what }: give a PDF or a text file
encoding = { $what }: save it as UTF-8
encrypted = encrypted: give --password
encrypted-wrong-password = encrypted: the password does not open it
encryption-unknown = encrypted in a way that is not known here: save it without protection first
damaged = damaged: { $what }: get the file again from its source
no-text-layer = no text layer: page images only: run it through OCR first
blank = no text: nothing is printed in it: check that it is the right file

## The command line

standard-input = standard input
standard-output = standard output
input-folder = a folder: give the files in it
input-missing = no such file: check the name
cannot-read = cannot read: { $why }
cannot-write = cannot write: { $why }
cannot-make-folder = cannot make the folder: { $why }
output-is-input = the output would overwrite it: give another --output
several-documents = several documents make no single JSON: use --format jsonl (one item a line), or -o DIR/ (one file a document)
no-format = the ending tells no format: use --format json, jsonl or csv
draw-makes-svg = --draw makes SVG: give a name that ends with .svg
nothing-to-draw = nothing to draw: this text has no layout
no-such-page = no page { $page }: it has { $pages }
inspect-json = JSON of a stage: --stage blocks or --stage plan
internal-error = internal error: please report it with the file

## Packages read back

not-a-package = no package of phuluc extract: { $what }
package-version = a package of shape { $version }, which this version does not read: extract the document again

## Names of fields

tasks = { $n ->
    [one] { $n } task
   *[other] { $n } tasks
  }
field-kind = Kind
field-number = Number
field-date = Date
field-issuer = Issuer
field-subject = Subject
field-place = Place
field-signer = Signer
field-lead = Lead
field-partner = Partners
field-deadline = Deadline
field-notes = Footnotes
field-declared-count = Printed count

## phuluc diff

nothing-to-compare = no task in either: nothing to compare
diff-old = Old
diff-new = New
diff-none = No difference.
diff-counts = { $added } added, { $dropped } dropped, { $changed } changed, { $unchanged } unchanged
diff-document = The document
diff-appendices = Appendices
diff-sections = Sections
diff-tasks = Tasks
diff-added = New
diff-dropped = Dropped
diff-empty = (nothing)
diff-renumbered = Renumbered
diff-reworded = Reworded
diff-title = Title reworded
diff-lead = Lead reassigned
diff-lead-reworded = Lead written in another way
diff-partner = Partners reassigned
diff-partner-reworded = Partners written in another way
diff-deadline = Deadline moved
diff-deadline-reworded = Deadline written in another way
diff-section = Moved to another section
diff-order = Moved within its section (place in the table)
diff-column-added = Column added
diff-column-dropped = Column dropped
diff-column-renamed = Column renamed
