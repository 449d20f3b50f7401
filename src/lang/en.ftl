# What the program says, in English. The JSON's messages are these too: a change here changes the output.
# How to add a sentence: docs/languages.md.

## Words before a line

label-error = error
label-warning = warning
label-hint = hint
# Something said of a file: its name, then what is wrong.
about = { $name }: { $what }
# What a package says, where only the sentence is left.
as-written = { $text }

## The summary of a document

rows-need-a-look = { $rows ->
    [one] { $rows } row needs
   *[other] { $rows } rows need
  } a look ({ $codes })
summary = { $name }
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
too-large = too large: { $what }
unpacks-to-more = it unpacks to more than { $most } MB: raise --max-unpacked if it may
more-pages = it has { $pages } pages, and { $most } may be read: raise --max-pages if it may
more-objects = it has { $objects } objects, and { $most } may be read: raise --max-objects if it may
no-text-layer = no text layer: page images only: run it through OCR first
blank = no text: nothing is printed in it: check that it is the right file

not-utf-8 = not UTF-8, first at byte { $byte } (TCVN3 and VNI need --legacy)
damaged-utf-16 = damaged UTF-16
no-pages = it has no pages
no-page-found = no page can be found in it
no-page-readable = none of its pages can be read
kind-no-pdf = no PDF (it has no PDF header)
kind-binary = binary data
kind-png = a PNG picture
kind-jpeg = a JPEG picture
kind-gif = a GIF picture
kind-tiff = a TIFF picture
kind-jpeg-2000 = a JPEG 2000 picture
kind-djvu = a DjVu file
kind-old-office = an old Office file (.doc, .xls or .ppt)
kind-rtf = an RTF file
kind-postscript = a PostScript file
kind-gzip = a gzip archive
kind-bzip2 = a bzip2 archive
kind-xz = an xz archive
kind-7z = a 7z archive
kind-rar = a RAR archive
kind-program = a program
kind-docx = a Word file (.docx)
kind-xlsx = an Excel file (.xlsx)
kind-pptx = a PowerPoint file (.pptx)
kind-odt = an OpenDocument text (.odt)
kind-ods = an OpenDocument sheet (.ods)
kind-epub = an EPUB book
kind-webp = a WebP picture
kind-zip = a ZIP archive

## A document, its appendices and rows: the diagnostics

page-unreadable = page { $page } could not be read to its end
font-unreadable = a font of page { $page } could not be loaded: its text may be missing or wrong
page-is-picture = page { $page } is a picture without text
damaged-file = { $why }: rows may be missing
file-ends-early = the file ends too early
pages-found = { $found } of its { $pages } pages could be found
rows-missing-damaged = rows are missing where the file could not be read
characters-unreadable = { $characters ->
    [one] { $characters } character
   *[other] { $characters } characters
  } on { $pages ->
    [one] { $pages } page
   *[other] { $pages } pages
  }: the file does not tell what they are
characters-unreadable-hint = they stand as U+FFFD; read them off the paper, or print the file to a new PDF and run that through OCR
characters-lost = { $read } characters were read, { $kept } stand in the output
characters-lost-hint = report this file: it is an error of phuluc
get-again-hint = get the file again from its source
run-ocr-hint = run the file through OCR first
compare-page-hint = compare the page with its rows
compare-rows-hint = compare the rows with the paper
compare-row-hint = compare the row with the paper
compare-hint = compare with the paper

legacy-converted = { $letters ->
    [one] { $letters } letter was
   *[other] { $letters } letters were
  } converted from { $code } to Unicode: { $why }
legacy-fonts = its fonts are { $fonts }
legacy-asked = as asked with --legacy
legacy-is-unicode = it is Unicode already
legacy-kept = the text looks like { $code } and was kept as it is
legacy-kept-other = the text looks like { $code }, not { $asked }, and was kept as it is
legacy-kept-hint = if it is, give --legacy { $option }
legacy-kept-pdf = the text looks like { $code }, no font says so, and it was kept as it is
legacy-kept-pdf-hint = if it is, make a text of it (`pdftotext -layout`) and give --legacy { $option }
legacy-row = the text looks like a code from before Unicode and was kept as it is

number-blank = the paper leaves its number blank
date-blank = the paper leaves its date blank
number-and-date-blank = the paper leaves its number and its date blank
field-blank-hint = a draft, or figures that stand only in a stamp: look at the paper
id-from-content = the ids rest on the file's content: the issuer with its place, the number or the date is not printed
id-from-content-hint = where only the place is missing, give it: --authority "tỉnh …"

no-table-at-all = no table names tasks and who does them; no table at all was seen
no-task-table = no table names tasks and who does them; seen: { $seen }
no-task-table-hint = is this the appendix? `phuluc inspect --stage blocks` shows what was found
other-table = not a task table: { $what }
table-seen = a table of { $columns } columns that begins "{ $start }"
table-seen-under = a table of { $columns } columns under "{ $title }" that begins "{ $start }"
on-page = page { $page }: { $what }
rest-of-table = a table without a header follows the task table: its rows were not read
rest-of-table-hint = `phuluc inspect --stage stitched` shows the two tables
text-outside-table = text stands inside the table's area but in no cell
text-outside-table-hint = look at the page: is it part of a row?
readings-differ = on page { $page } the tags of the file have cells in a table that stand outside its rulings
readings-differ-hint = look at the page: are they rows of the table?
order-lost-poor = hardly a row reads like one: the text's cells are woven into one another
order-lost-lacking = { $bad } of { $items } rows lack a task or a lead: the text's cells are woven into one another
order-lost-no-table = no table reads like one in the order of the text
order-lost-rows = the reading order of the text is lost: rows may be missing or mixed up
order-lost-hint = give the PDF itself, or the output of `pdftotext -layout` or `pdftotext -raw`
column-unknown = no known meaning: column "{ $header }"; kept under extra
role-inferred = column { $column } ("{ $header }") was taken for { $role } by its cells
role-inferred-hint = check one row of it against the paper

count-mismatch = section { $section } says { $declared }, { $found } rows were found
count-mismatch-hint = count the rows on the paper: the printed count may be wrong
section-empty = section { $section } has no rows: its own row may be a task
number-out-of-order = number { $number } stands after { $before }
number-out-of-order-hint = is a row missing, or is it printed so?
heading-guessed = the heading it stands under was guessed
task-only = the row holds a task only: it was taken for a task, not for a heading
footnote-mark = a figure behind a word was taken for the mark of a note
unknown-organization = the list of bodies does not hold "{ $name }"
names-joined = nothing parts "{ $one }" from "{ $other }": they are given as two names
given-place-unknown = no province is known by the place that was given: "{ $place }"
given-place-differs = the place that was given, "{ $place }", is not the one that the paper prints: that one stands
given-place-hint = give a place only where the paper prints none
line-differs = the line "kèm theo" differs from the paper in: { $what }
line-differs-hint = an error of the paper, or an appendix of another one
date-not-in-calendar = the date of the paper is printed, but it is no day of the calendar
look-at-paper = look at the paper
citation-day-unread = the day of "{ $text }" is none of the calendar
shares-not-told = the column is for who leads and who helps, and the cell does not tell them apart
shares-unread = the cell says who leads and who helps in a way that was not read: all of it stands as lead
compare-with-paper = compare the row with the paper
taken-for-deed = "{ $text }" was taken for a deed, not for a body
body-within = a body stands in what is said of another: "{ $text }"
too-many-names = a cell of { $n } words names too many: no body was read in it
not-a-province = it names no province: give one, as "tỉnh Bắc Giang"
deadline-unparsed = no time could be read from "{ $text }"
deadline-unparsed-hint = enter the day by hand
deadline-vague = "{ $text }" means a part of a period that the paper does not fix
deadline-vague-hint = check the day
deadline-days-inferred = "{ $text }": the days of a school year are those of custom
not-a-deadline = "{ $text }" names no time
times-as-marks = the times stand as marks under headings, and no deadline was read from them: "{ $headers }"
deadline-rivals = more than one column may hold the deadline, the first was taken: "{ $headers }"
times-of-beginning = the times of this column are those of a beginning: "{ $headers }"
compare-deadlines = compare the deadlines with the paper
time-unread = "{ $text }" looks like a time and is in no part that was read
time-unread-hint = compare the day with the paper
due-before-plan = { $day } lies before the day of the plan itself
year-of-plan-day = "{ $text }" prints no year: it is that of the day of the plan
year-of-headings = "{ $text }" prints no year: it is that of the plan's headings, or of the rest of the cell
year-of-nearest = "{ $text }" prints no year: it is that of the nearest heading, and another names another one
year-concluded = "{ $text }" prints no year: it is concluded from the day of the plan
check-year = check the year

## Why a cell or a row is a guess

doubt-readings-differ = its rulings and the tags of the file cut the text in different ways
doubt-no-rectangle = its borders make no rectangle
doubt-heading = whether this is a heading was guessed
doubt-heading-above = the heading above was guessed
doubt-cell-border = where the cell begins or ends was guessed
doubt-stamp = a signature's stamp got into the cell
doubt-end-of-paper = the end of the paper got into the cell
doubt-page-number = a number stands alone in it: it may be a page's
doubt-note-mark = the mark of a note may stand in it
doubt-second-time = a time begins anew in it
doubt-columns = the columns are not sure: { $why }
columns-numbered = { $numbered } columns are numbered, { $read } were read
doubt-order-lost = the reading order of the text is lost
doubt-lacking = no text was found for its task, lead or deadline: was it merged over rows?
doubt-white-space = no ruling or tag shows the cell: its place was read from white space
doubt-columns-meet = the text of two columns meets in a line: where it parts was guessed
doubt-row-border = where the row begins and ends was guessed
doubt-torn = the cell begins or ends in the middle of a text
doubt-empty = the cell is empty, as few in its column: it may be one with the cell above or below
doubt-strange = the cell begins like one of another column
doubt-title-above = the line above was taken for a title: it may be the end of the row before
doubt-which-columns = the page has no header and no row number: which columns its texts belong to was guessed
doubt-title-or-task = whether this is a title or a task was guessed
doubt-over-which-rows = the cell stands over several rows: over which was guessed
doubt-page-break = whether the rows at the page break are one row was guessed
doubt-inherited = the text prints no value here: the one above was taken to be merged over both rows
doubt-merged-over-page = the cell is merged over a page break: its value was taken from the page before
doubt-more-cells = the row has more cells than the table has columns

## The command line

standard-input = standard input
standard-output = standard output
input-folder = a folder: give the files in it
input-missing = no such file: check the name
# The system's words, where they are the same on every system.
os-missing = no such file or directory
os-denied = permission denied
os-exists = file exists
os-no-folder = not a directory
os-full = no space left on device
os-read-only = read-only file system
cannot-read = cannot read: { $why }
cannot-write = cannot write: { $why }
cannot-make-folder = cannot make the folder: { $why }
output-is-input = the output would overwrite it: give another --output
several-documents = several documents make no single JSON: use --format jsonl (one item a line), or -o DIR/ (one file a document)
no-format = the ending tells no format: use --format json, jsonl, csv, xlsx or ics
draw-makes-svg = --draw makes SVG: give a name that ends with .svg
nothing-to-draw = nothing to draw: this text has no layout
no-such-page = no page { $page }: it has { $pages }
inspect-json = JSON of a stage: --stage blocks or --stage plan
internal-error = internal error: please report it with the file

## Help

help-usage = Usage
help-commands = Commands
help-arguments = Arguments
help-options = Options
help-any-options = OPTIONS
help-default = [default: { $value }]
help-values = [possible values: { $values }]
help-help = Print help
help-version = Print version
help-of-command = Print this message or the help of a command

help-phuluc = Reads the appendix (phụ lục) of Vietnamese plans and rebuilds every task row as data
help-lang = The language of messages and help; else that of the system's locale, else English
help-extract = The task rows of each document, as JSON, CSV, a workbook or a calendar
help-extract-more =
    Example:
      phuluc extract plan.pdf -o plan.csv

    Exit codes: 0 everything was written; 1 written, but a person should look; 2 nothing was written.
help-inspect = What each stage made of a document: to see where a row went wrong
help-inspect-more =
    Example:
      phuluc inspect --stage stitched plan.pdf
      phuluc inspect --draw page.svg --page 3 plan.pdf
help-diff = What changed between two versions of a plan, task by task
help-diff-more =
    Example:
      phuluc diff old.pdf new.pdf

    Exit codes: 0 the same; 1 they differ; 2 nothing could be compared.
help-old = The older version: a document, or the JSON that extract made of it; `-` reads standard input
help-new = The newer version: the same
help-diff-format = As text for people, or as JSON
help-report = A plan at a glance: tasks by lead and month, ongoing ones, what needs a look
help-report-more =
    Example:
      phuluc report plan.pdf -o plan.html

    Exit codes: 0 everything was told; 1 a document could not be read; 2 nothing was told.
help-report-files = Documents, or the JSON that extract made of them; `-` reads standard input
help-report-output = A file; one that ends with .html is a page
help-report-format = Text for a terminal, or one HTML page that holds all it needs; else by the ending of --output
help-schema = The JSON Schema (2020-12) of an output
help-schema-more =
    Example:
      phuluc schema plan > plan.schema.json
help-as = What the input is, when its content does not tell
help-password = Password of an encrypted PDF
help-authority = The issuing place, where the paper does not print it: "tỉnh Bắc Giang"
help-legacy = Text input in a code from before Unicode (the fonts of a PDF tell theirs)
help-max-pages = A PDF of more pages is refused
help-max-objects = A PDF of more objects is refused
help-max-unpacked = A PDF that unpacks to more megabytes is refused
help-files = Documents (PDF or text) or the JSON made of them before (of a folder: all there is in it); `-` reads standard input
help-output = A file, or a folder (it ends with / or exists) for many documents
help-format = The format; else by the ending of --output, else JSON
help-profile = CSV: as the data is, or for Excel with Vietnamese settings: byte order mark, `;`, formulas kept from being computed
help-bom = CSV: begin with a byte order mark, for Excel
help-delimiter = CSV: what parts the fields; else that of the profile
help-headers = The language of the headers and of what stands beside the paper's words; else English in CSV, Vietnamese in XLSX and calendars
help-layout = XLSX: tables as on the paper, or the 25 columns of a progress report
help-strict = Any warning makes the exit code 1
help-file = The document; `-` reads standard input
help-stage = The stage to show
help-dump-format = As text for people, or (stage blocks and plan) as JSON
help-draw = Draw what every stage saw on one page, as SVG
help-page = The page to draw, from 1
help-schema-of = Which output: the JSON package (plan), the flat row (rows) or the JSON of diff (diff)

## Names of values in the help

value-command = COMMAND
value-lang = LANG
value-kind = KIND
value-password = P
value-place = PLACE
value-code = CODE
value-file = FILE
value-path = PATH
value-format = FORMAT
value-old = OLD
value-new = NEW
value-char = CHAR
value-profile = PROFILE
value-layout = LAYOUT
value-stage = STAGE
value-svg = FILE.svg
value-number = N
value-megabytes = MB
value-output = OUTPUT

## Bad usage

usage-missing = { $argument } is missing
usage-unknown-argument = { $argument } is not known here
usage-no-command = no command is given
usage-unknown-command = there is no command { $command }
usage-no-value = { $argument } wants a value
usage-bad-value = "{ $value }" is no value of { $argument }
usage-bad-value-of = "{ $value }" is no value of { $argument }: give { $values }
usage-bad-value-why = "{ $value }" is no value of { $argument }: { $why }
usage-twice = { $argument } stands twice
usage-other = bad usage: { $why }
usage-meant = did you mean { $meant }?
usage-hint = `{ $command } --help` shows what there is
bad-delimiter = one character: , ; | or tab

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
no-tasks-on-one-side = no task in { $name }: nothing to compare with
side-needs-a-look = { $rows ->
    [one] { $rows } row needs
   *[other] { $rows } rows need
  } a look: what differs may be a fault of the reading
report-format-unknown = the ending does not tell the format: give --format text or html
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

## phuluc report

report-sum = { $tasks ->
    [one] { $tasks } task
   *[other] { $tasks } tasks
  }: { $dated } with a day, { $ongoing } ongoing or recurring without one, { $undated } with neither; { $look } to look at
report-by-lead = By lead
report-nobody = (no lead printed)
report-more-leads = and { $leads ->
    [one] { $leads } other
   *[other] { $leads } others
  } with { $tasks } in all
report-by-month = By month due
report-none-dated = No task has a day.
report-ongoing = Ongoing or recurring ({ $n })
report-undated = Without a day ({ $n })
report-counts = Tasks of a section: printed, found
report-look = What needs a look ({ $n ->
    [one] { $n } task
   *[other] { $n } tasks
  })
report-page = page { $page }
report-line = line { $line }
report-all = All tasks
report-task = Task
report-due = Due
report-number = No.

## phuluc batch

batch-sum = { $documents ->
    [one] { $documents } document
   *[other] { $documents } documents
  }: { $read } read, { $known } as before, { $duplicates } the same as another, { $failed } failed; { $skipped } skipped; { $tasks ->
    [one] { $tasks } task
   *[other] { $tasks } tasks
  }, { $look } to look at
batch-stopped = stopped: run it again, and it goes on from here
folder-in-use = another run is at work in this folder
bad-shard = a part of so many, from 1: 1/4
help-batch = An archive of any size, unattended: a package a document, and a manifest of what became of each
help-batch-more =
    Example:
      phuluc batch archive/ --out rows/

    Stop it at any moment and run it again: it goes on where it was.
    A document that breaks, hangs or takes too much is reported in the manifest; the others are read.

    Exit codes: 0 everything was read; 1 some documents failed, or a person should look; 2 nothing was read; 130 stopped.
help-watch = A folder that documents are dropped into: each is read when it is complete
help-watch-more =
    Example:
      phuluc watch inbox/ --out rows/

    The outputs are those of `phuluc batch`. It looks again and again until it is stopped, so network
    shares are watched too; begun again, it goes on with what is new.
help-watch-folder = The folder to watch, with all folders in it
help-interval = Seconds between two looks; what has not changed from one to the next is complete
help-worker = Reads documents for batch and watch
help-paths = Folders and files; hidden files are left out
help-out = The folder of the outputs; a later run goes on with what is there
help-jobs = How many documents are read at a time; else one a core
help-shard = Only one part of so many, for several machines: 1/4 to 4/4
help-timeout = Seconds that a document may take
help-cpu-time = Seconds of a processor that a document may take (not on Windows)
help-memory = Megabytes that a reading process may take (not on Windows)
help-max-size = A larger document is not read
help-log-format = A line a document on standard error, for people or as JSON; else a bar on a terminal, lines elsewhere
value-shard = I/N
value-folder = FOLDER
value-seconds = SECONDS

## phuluc extract: workbooks

sheet-notes = Notes
sheet-sources = Sources
sheet-table = Table
sheet-footnotes = footnotes
sheet-status = status
sheet-result = result
sheet-page = page
sheet-not-started = Not started
sheet-under-way = Under way
sheet-done = Done
sheet-overdue = Overdue
sheet-tasks = { $n ->
    [one] { $n } task
   *[other] { $n } tasks
  }
sheet-lines = lines { $first }–{ $last }
sheet-severity = Severity
sheet-info = good to know
sheet-warning = to be checked
sheet-error = lost or unread
sheet-code = Code
sheet-message = What is the matter
sheet-hint = What to do
sheet-number = No.
sheet-field = Column
sheet-file = File
sheet-document-number = Number
sheet-document-date = Date
sheet-issuer = Issuer
sheet-pages = Pages
sheet-tool = Read by
sheet-id = Id of the task
sheet-regions = Where on the paper (points from the top left corner of the page: left, top, right, bottom)
sheet-legend-warning = Cells in yellow may be wrong: compare them with the paper. The codes are explained on the sheet "Notes".
sheet-legend-error = Cells in red: something was lost or could not be read. The codes are explained on the sheet "Notes".
sheet-whole = { $n ->
    [one] { $n } note
   *[other] { $n } notes
  } on the table as a whole: see the sheet "Notes".
sheet-cell-cut = the cell was cut: its { $length } characters are more than a cell of a workbook holds
sheet-row-tall = the row is higher than Excel shows: read the cell in the formula bar

## phuluc load

help-load = Load documents, or packages that extract wrote, into a database
help-load-more = What is there already is left alone; a paper that is issued anew takes the place of its old version, and the table changes keeps what differs. What might be another version of a stored document without saying so is refused. PGPASSWORD is the password of a PostgreSQL address that has none. Exit code: 0 all is in the database; 1 a person should look, a document was refused; 2 nothing was loaded.
help-to = The database: the file of an SQLite database, or postgres://USER@HOST/NAME
help-replace = A document may take the place of a stored one that it might be another version of
value-database = DATABASE
load-summary = { $new } new, { $updated } updated ({ $changes ->
    [one] { $changes } change
   *[other] { $changes } changes
  }), { $unchanged } unchanged, { $older } older than what is stored, { $refused } refused
database-address = cannot read the address: postgres://USER:PASSWORD@HOST:PORT/NAME, signs such as @ : / ? in the password written as %40 %3A %2F %3F
database-failed = the database cannot be used: { $why }
database-newer = a later version of phuluc made this database (version { $found }, known up to { $known }): use that version
database-tls = an encrypted line is asked for (sslmode), and this program has none: use sslmode=disable on a line that is safe, or a tunnel
database-unknown = no such database: give the path of an SQLite file, or postgres://…
document-taken = may be another version of { $other }, which is stored: { $why }; give --replace to put it in its place
taken-source = made from the same file
taken-items = rows have the same ids
taken-paper = number, day and issuer are the same, and the place of the issuer is not known (--authority gives it)
taken-name = the file has the same name, and nothing printed tells them apart
