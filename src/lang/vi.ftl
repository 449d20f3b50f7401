# Những gì chương trình nói với người dùng, bằng tiếng Việt. Cách thêm một câu: docs/languages.md.

## Từ đứng đầu dòng

label-error = lỗi
label-warning = cảnh báo
label-hint = gợi ý
# Nói về một tệp: tên tệp, rồi đến điều cần nói.
about = { $name }: { $what }
# Câu của một gói dữ liệu, khi chỉ còn lại câu ấy.
as-written = { $text }

## Tóm tắt của một văn bản

rows-need-a-look = { $rows } dòng cần xem lại ({ $codes })
summary = { $name }
summary-no-table = không có bảng nhiệm vụ
summary-no-label = (không có nhãn)
summary-counts = { $sections } mục { $rows } nhiệm vụ { $look } cần xem lại

## Tệp không đọc được

empty = tệp rỗng: không có gì để đọc
unknown-format = { $what }: cần tệp PDF hoặc tệp văn bản thuần
encoding = { $what }: hãy lưu lại tệp theo mã UTF-8
encrypted = tệp được bảo vệ bằng mật khẩu: dùng --password
encrypted-wrong-password = tệp được bảo vệ bằng mật khẩu: mật khẩu đã cho không mở được
encryption-unknown = tệp được mã hóa theo cách chưa hỗ trợ: hãy lưu lại không bảo vệ rồi thử lại
damaged = tệp bị hỏng: { $what }: hãy lấy lại tệp từ nơi phát hành
too-large = quá lớn: { $what }
unpacks-to-more = giải nén ra hơn { $most } MB: nếu đúng là tệp cần đọc thì tăng --max-unpacked
more-pages = tệp có { $pages } trang, chỉ được đọc { $most } trang: nếu đúng là tệp cần đọc thì tăng --max-pages
more-objects = tệp có { $objects } đối tượng, chỉ được đọc { $most }: nếu đúng là tệp cần đọc thì tăng --max-objects
no-text-layer = tệp không có lớp văn bản, chỉ có ảnh trang: hãy nhận dạng chữ (OCR) trước
blank = không có chữ nào trong tệp: hãy kiểm tra xem có đúng tệp cần đọc không

not-utf-8 = không phải UTF-8, từ byte thứ { $byte } (TCVN3 và VNI cần --legacy)
damaged-utf-16 = tệp UTF-16 bị hỏng
no-pages = tệp không có trang nào
no-page-found = không tìm thấy trang nào trong tệp
no-page-readable = không đọc được trang nào
kind-no-pdf = không phải PDF (không có phần đầu của tệp PDF)
kind-binary = dữ liệu nhị phân
kind-png = ảnh PNG
kind-jpeg = ảnh JPEG
kind-gif = ảnh GIF
kind-tiff = ảnh TIFF
kind-jpeg-2000 = ảnh JPEG 2000
kind-djvu = tệp DjVu
kind-old-office = tệp Office đời cũ (.doc, .xls hoặc .ppt)
kind-rtf = tệp RTF
kind-postscript = tệp PostScript
kind-gzip = tệp nén gzip
kind-bzip2 = tệp nén bzip2
kind-xz = tệp nén xz
kind-7z = tệp nén 7z
kind-rar = tệp nén RAR
kind-program = tệp chương trình
kind-docx = tệp Word (.docx)
kind-xlsx = tệp Excel (.xlsx)
kind-pptx = tệp PowerPoint (.pptx)
kind-odt = văn bản OpenDocument (.odt)
kind-ods = bảng tính OpenDocument (.ods)
kind-epub = sách EPUB
kind-webp = ảnh WebP
kind-zip = tệp nén ZIP

## Văn bản, phụ lục và từng dòng: các chẩn đoán

page-unreadable = trang { $page } chỉ đọc được một phần
font-unreadable = không nạp được một phông chữ của trang { $page }: chữ có thể thiếu hoặc sai
page-is-picture = trang { $page } chỉ là ảnh, không có chữ
damaged-file = { $why }: có thể thiếu dòng
file-ends-early = tệp bị thiếu phần cuối
pages-found = chỉ tìm thấy { $found } trong số { $pages } trang
rows-missing-damaged = thiếu các dòng ở những chỗ không đọc được
characters-unreadable = { $characters } ký tự trên { $pages } trang: tệp không cho biết đó là chữ gì
characters-unreadable-hint = các ký tự ấy được ghi là U+FFFD; hãy đọc trên bản giấy, hoặc in tệp ra PDF mới rồi nhận dạng chữ (OCR)
characters-lost = đã đọc { $read } ký tự, kết quả chỉ có { $kept }
characters-lost-hint = xin báo kèm theo tệp này: đây là lỗi của phuluc
get-again-hint = hãy lấy lại tệp từ nơi phát hành
run-ocr-hint = hãy nhận dạng chữ (OCR) tệp này trước
compare-page-hint = hãy đối chiếu trang này với các dòng đã đọc
compare-rows-hint = hãy đối chiếu các dòng với văn bản
compare-row-hint = hãy đối chiếu dòng này với văn bản
compare-hint = hãy đối chiếu với văn bản

legacy-converted = đã chuyển { $letters } chữ từ { $code } sang Unicode: { $why }
legacy-fonts = các phông chữ là { $fonts }
legacy-asked = theo yêu cầu --legacy
legacy-is-unicode = chữ vốn đã là Unicode
legacy-kept = chữ có vẻ theo bảng mã { $code } và được giữ nguyên
legacy-kept-other = chữ có vẻ theo bảng mã { $code }, không phải { $asked }, và được giữ nguyên
legacy-kept-hint = nếu đúng vậy, dùng --legacy { $option }
legacy-kept-pdf = chữ có vẻ theo bảng mã { $code } nhưng không phông chữ nào cho biết, nên được giữ nguyên
legacy-kept-pdf-hint = nếu đúng vậy, hãy chuyển sang tệp văn bản (`pdftotext -layout`) rồi dùng --legacy { $option }
legacy-row = chữ có vẻ theo bảng mã cũ trước Unicode và được giữ nguyên

number-blank = văn bản để trống số
date-blank = văn bản để trống ngày
number-and-date-blank = văn bản để trống số và ngày
field-blank-hint = có thể là dự thảo, hoặc số và ngày chỉ có trong khung chữ ký số: hãy xem lại văn bản
id-from-content = mã nhiệm vụ (id) dựa vào nội dung tệp: văn bản không ghi cơ quan ban hành cùng địa danh, số hoặc ngày
id-from-content-hint = nếu chỉ thiếu địa danh, hãy cho biết: --authority "tỉnh …"

no-table-at-all = không có bảng nào nêu nhiệm vụ và cơ quan thực hiện; không thấy bảng nào
no-task-table = không có bảng nào nêu nhiệm vụ và cơ quan thực hiện; các bảng đã thấy: { $seen }
no-task-table-hint = đây có phải là phụ lục không? `phuluc inspect --stage blocks` cho xem những gì đã đọc được
other-table = không phải bảng nhiệm vụ: { $what }
table-seen = bảng { $columns } cột bắt đầu bằng "{ $start }"
table-seen-under = bảng { $columns } cột dưới tiêu đề "{ $title }" bắt đầu bằng "{ $start }"
on-page = trang { $page }: { $what }
rest-of-table = ngay sau bảng nhiệm vụ có một bảng không có tiêu đề cột: các dòng của bảng đó chưa được đọc
rest-of-table-hint = `phuluc inspect --stage stitched` cho xem hai bảng này
text-outside-table = có chữ nằm trong vùng bảng nhưng không thuộc ô nào
text-outside-table-hint = hãy xem lại trang: chữ đó có thuộc dòng nào không?
readings-differ = ở trang { $page }, thẻ cấu trúc của tệp có những ô nằm ngoài đường kẻ của bảng
readings-differ-hint = hãy xem lại trang: đó có phải là dòng của bảng không?
order-lost-poor = hầu như không dòng nào đọc được: chữ của các ô bị xen vào nhau
order-lost-lacking = { $bad } trong { $items } dòng thiếu nhiệm vụ hoặc cơ quan chủ trì: chữ của các ô bị xen vào nhau
order-lost-no-table = theo thứ tự chữ trong tệp thì không đọc được bảng nào
order-lost-rows = thứ tự đọc của văn bản đã mất: có thể thiếu hoặc lẫn dòng
order-lost-hint = hãy dùng chính tệp PDF, hoặc kết quả của `pdftotext -layout` hay `pdftotext -raw`
column-unknown = chưa rõ ý nghĩa của cột "{ $header }"; nội dung được giữ ở cột Các cột khác (extra)
role-inferred = cột { $column } ("{ $header }") được hiểu là { $role ->
    [task] nhiệm vụ
    [lead] cơ quan chủ trì
    [partner] cơ quan phối hợp
    [deadline] thời hạn
   *[other] { $role }
  } theo nội dung các ô
role-inferred-hint = hãy đối chiếu một dòng của cột này với văn bản

count-mismatch = mục { $section } ghi { $declared } nhiệm vụ, nhưng tìm thấy { $found }
count-mismatch-hint = hãy đếm lại trên văn bản: con số in có thể sai
section-empty = mục { $section } không có dòng nào: dòng tiêu đề có thể chính là nhiệm vụ
number-out-of-order = số thứ tự { $number } đứng sau { $before }
number-out-of-order-hint = thiếu dòng, hay văn bản in như vậy?
heading-guessed = tiêu đề mục phía trên dòng này do chương trình suy đoán
task-only = dòng chỉ có nội dung nhiệm vụ: được hiểu là nhiệm vụ, không phải tiêu đề mục
footnote-mark = chữ số sau một từ được hiểu là dấu chú thích
unknown-organization = danh mục cơ quan chưa có "{ $name }"
names-joined = không có dấu ngăn giữa "{ $one }" và "{ $other }": được ghi thành hai tên
given-place-unknown = địa danh đã cho không phải là tỉnh, thành phố nào: "{ $place }"
given-place-differs = địa danh đã cho, "{ $place }", khác với địa danh in trên văn bản: lấy theo văn bản
given-place-hint = chỉ cho địa danh khi văn bản không in
line-differs = dòng "kèm theo" khác với văn bản ở: { $what }
line-differs-hint = văn bản in nhầm, hoặc phụ lục của một văn bản khác
date-not-in-calendar = ngày in trên văn bản không có trong lịch
look-at-paper = hãy xem văn bản
citation-day-unread = ngày của "{ $text }" không có trong lịch
shares-not-told = cột ghi chung cơ quan chủ trì và phối hợp, ô này không nói rõ cơ quan nào chủ trì, cơ quan nào phối hợp
shares-unread = ô có nói cơ quan chủ trì và phối hợp nhưng cách ghi chưa đọc được: cả ô được ghi là chủ trì
compare-with-paper = hãy đối chiếu dòng này với văn bản
taken-for-deed = "{ $text }" được hiểu là một việc, không phải cơ quan
body-within = có tên cơ quan nằm trong phần nói về một cơ quan khác: "{ $text }"
too-many-names = ô có { $n } từ, quá nhiều tên: không đọc cơ quan nào trong đó
not-a-province = không phải tên một tỉnh: hãy ghi, ví dụ "tỉnh Bắc Giang"
deadline-unparsed = không đọc được thời hạn từ "{ $text }"
deadline-unparsed-hint = hãy nhập ngày bằng tay
deadline-vague = "{ $text }" chỉ nêu khoảng thời gian ước chừng, không ấn định ngày cụ thể
deadline-vague-hint = hãy kiểm tra lại ngày
deadline-days-inferred = "{ $text }": ngày của năm học lấy theo thông lệ
not-a-deadline = "{ $text }" không nêu thời hạn
times-as-marks = thời gian chỉ được đánh dấu (x) dưới các tiêu đề, không suy ra được thời hạn: "{ $headers }"
deadline-rivals = có hơn một cột có thể là thời hạn, lấy cột đầu tiên: "{ $headers }"
times-of-beginning = thời gian của cột này là thời gian bắt đầu: "{ $headers }"
compare-deadlines = hãy đối chiếu thời hạn với văn bản
time-unread = "{ $text }" giống một thời hạn nhưng không nằm trong phần nào đã đọc được
time-unread-hint = hãy đối chiếu ngày với văn bản
due-before-plan = { $day } sớm hơn ngày ban hành kế hoạch
year-of-plan-day = "{ $text }" không ghi năm: lấy năm của ngày ban hành kế hoạch
year-of-headings = "{ $text }" không ghi năm: lấy năm ghi ở tiêu đề của kế hoạch hoặc ở phần khác của ô
year-of-nearest = "{ $text }" không ghi năm: lấy năm ghi ở tiêu đề gần nhất, tiêu đề khác ghi năm khác
year-concluded = "{ $text }" không ghi năm: suy ra từ ngày ban hành kế hoạch
check-year = hãy kiểm tra lại năm

## Vì sao một ô hoặc một dòng là phỏng đoán

doubt-readings-differ = đường kẻ và thẻ cấu trúc của tệp chia chữ theo hai cách khác nhau
doubt-no-rectangle = các đường viền của ô không tạo thành hình chữ nhật
doubt-heading = phỏng đoán đây là tiêu đề mục
doubt-heading-above = tiêu đề mục phía trên là phỏng đoán
doubt-cell-border = chỗ bắt đầu hoặc kết thúc của ô là phỏng đoán
doubt-stamp = khung chữ ký số lẫn vào ô
doubt-end-of-paper = phần cuối văn bản lẫn vào ô
doubt-page-number = trong ô có một số đứng riêng: có thể là số trang
doubt-note-mark = trong ô có thể có dấu chú thích
doubt-second-time = trong ô có một thời hạn khác bắt đầu
doubt-columns = các cột chưa chắc chắn: { $why }
columns-numbered = có { $numbered } cột được đánh số, đọc được { $read } cột
doubt-order-lost = thứ tự đọc của văn bản đã mất
doubt-lacking = không thấy nhiệm vụ, cơ quan chủ trì hoặc thời hạn của dòng: có phải ô được gộp qua nhiều dòng?
doubt-white-space = không có đường kẻ hay thẻ cấu trúc cho thấy ô này: vị trí suy từ khoảng trắng
doubt-columns-meet = chữ của hai cột liền nhau trên một dòng: chỗ tách là phỏng đoán
doubt-row-border = chỗ bắt đầu và kết thúc của dòng là phỏng đoán
doubt-torn = ô bắt đầu hoặc kết thúc giữa chừng một đoạn chữ
doubt-empty = ô trống, trong khi cột này ít ô trống: có thể cùng một ô với ô trên hoặc dưới
doubt-strange = ô bắt đầu giống ô của cột khác
doubt-title-above = dòng phía trên được hiểu là tiêu đề: có thể là phần cuối của dòng trước
doubt-which-columns = trang không có tiêu đề cột và số thứ tự: chữ thuộc cột nào là phỏng đoán
doubt-title-or-task = phỏng đoán đây là tiêu đề hay nhiệm vụ
doubt-over-which-rows = ô trải qua nhiều dòng: qua những dòng nào là phỏng đoán
doubt-page-break = hai dòng ở chỗ ngắt trang có phải là một hay không là phỏng đoán
doubt-inherited = ở đây không in giá trị nào: lấy giá trị phía trên, coi như ô được gộp qua cả hai dòng
doubt-merged-over-page = ô được gộp qua chỗ ngắt trang: giá trị lấy từ trang trước
doubt-more-cells = dòng có nhiều ô hơn số cột của bảng

## Dòng lệnh

standard-input = đầu vào chuẩn
standard-output = đầu ra chuẩn
input-folder = đây là thư mục: hãy chỉ ra các tệp trong đó
input-missing = không có tệp này: hãy kiểm tra lại tên tệp
os-missing = không có tệp hoặc thư mục này
os-denied = không có quyền truy cập
os-exists = đã có tệp trùng tên
os-no-folder = trong đường dẫn có một tệp không phải là thư mục
os-full = đĩa đã đầy
os-read-only = ổ đĩa chỉ cho đọc
cannot-read = không đọc được: { $why }
cannot-write = không ghi được: { $why }
cannot-make-folder = không tạo được thư mục: { $why }
output-is-input = kết quả sẽ ghi đè lên tệp đang đọc: hãy chọn --output khác
several-documents = nhiều văn bản không gộp được thành một tệp JSON: dùng --format jsonl (mỗi nhiệm vụ một dòng) hoặc -o THƯ_MỤC/ (mỗi văn bản một tệp)
no-format = đuôi tệp không cho biết định dạng: dùng --format json, jsonl, csv, xlsx hoặc ics
draw-makes-svg = --draw vẽ ra tệp SVG: hãy đặt tên có đuôi .svg
nothing-to-draw = không có gì để vẽ: văn bản này không có bố cục trang
no-such-page = không có trang { $page }: tệp có { $pages } trang
inspect-json = chỉ xem được JSON với --stage blocks hoặc --stage plan
internal-error = lỗi của chương trình: xin báo cho nhóm phát triển kèm theo tệp

## Trợ giúp

help-usage = Cách dùng
help-commands = Lệnh
help-arguments = Tham số
help-options = Tùy chọn
help-any-options = TÙY CHỌN
help-default = [mặc định: { $value }]
help-values = [các giá trị: { $values }]
help-help = Hiển thị trợ giúp
help-version = Hiển thị phiên bản
help-of-command = Hiển thị trợ giúp này hoặc trợ giúp của một lệnh

help-phuluc = Đọc phụ lục của các kế hoạch và dựng lại từng dòng nhiệm vụ thành dữ liệu
help-lang = Ngôn ngữ của thông báo và trợ giúp; nếu không chọn thì theo ngôn ngữ của hệ thống, hoặc tiếng Anh
help-extract = Các dòng nhiệm vụ của từng văn bản, ở dạng JSON, CSV, sổ tính hoặc lịch
help-extract-more =
    Ví dụ:
      phuluc extract kehoach.pdf -o kehoach.csv

    Mã thoát: 0 đã ghi đủ; 1 đã ghi nhưng cần người xem lại; 2 không ghi được gì.
help-inspect = Kết quả của từng bước xử lý một văn bản: để biết một dòng sai từ bước nào
help-inspect-more =
    Ví dụ:
      phuluc inspect --stage stitched kehoach.pdf
      phuluc inspect --draw trang.svg --page 3 kehoach.pdf
help-diff = Những gì thay đổi giữa hai bản của một kế hoạch, theo từng nhiệm vụ
help-diff-more =
    Ví dụ:
      phuluc diff bancu.pdf banmoi.pdf

    Mã thoát: 0 giống nhau; 1 có khác nhau; 2 không so sánh được.
help-old = Bản cũ: văn bản, hoặc gói JSON do extract ghi; `-` đọc từ đầu vào chuẩn
help-new = Bản mới: như trên
help-diff-format = Dạng chữ cho người đọc, hoặc JSON
help-report = Toàn cảnh kế hoạch: nhiệm vụ theo cơ quan chủ trì và theo tháng, việc thường xuyên, việc cần xem lại
help-report-more =
    Ví dụ:
      phuluc report kehoach.pdf -o kehoach.html

    Mã thoát: 0 đã báo cáo đủ; 1 có văn bản không đọc được; 2 không báo cáo được gì.
help-report-files = Các văn bản, hoặc gói JSON do extract ghi; `-` đọc từ đầu vào chuẩn
help-report-output = Tệp kết quả; đuôi .html thì ghi trang HTML
help-report-format = Dạng chữ cho màn hình dòng lệnh, hoặc một trang HTML trọn vẹn; nếu không chọn thì theo đuôi của --output
help-schema = Lược đồ JSON Schema (2020-12) của kết quả
help-schema-more =
    Ví dụ:
      phuluc schema plan > plan.schema.json
help-as = Loại tệp đầu vào, khi nội dung không cho biết
help-password = Mật khẩu của tệp PDF được bảo vệ
help-authority = Địa danh của cơ quan ban hành, khi văn bản không in: "tỉnh Bắc Giang"
help-legacy = Văn bản thuần dùng bảng mã cũ trước Unicode (tệp PDF tự cho biết qua phông chữ)
help-max-pages = Từ chối tệp PDF có nhiều trang hơn
help-max-objects = Từ chối tệp PDF có nhiều đối tượng hơn
help-max-unpacked = Từ chối tệp PDF giải nén ra nhiều megabyte hơn
help-files = Các văn bản (PDF hoặc văn bản thuần) hoặc tệp JSON đã trích từ trước (với thư mục: mọi tệp JSON trong đó); `-` là đọc đầu vào chuẩn
help-output = Một tệp, hoặc một thư mục (có sẵn hoặc kết thúc bằng /) khi có nhiều văn bản
help-format = Định dạng; nếu không chọn thì theo đuôi tệp của --output, hoặc JSON
help-profile = CSV: giữ nguyên dữ liệu (data), hoặc cho Excel cài đặt tiếng Việt (excel): có BOM, dấu `;`, công thức không bị tính
help-bom = CSV: ghi dấu BOM ở đầu tệp, dùng cho Excel
help-delimiter = CSV: dấu ngăn giữa các trường; nếu không chọn thì theo --profile
help-headers = Ngôn ngữ của tiêu đề cột và của những gì nằm ngoài lời văn bản; nếu không chọn thì CSV dùng tiếng Anh, XLSX và lịch dùng tiếng Việt
help-layout = XLSX: bảng như trên văn bản (rows), hoặc 25 cột của báo cáo tiến độ (report)
help-strict = Có bất kỳ cảnh báo nào thì mã thoát là 1
help-file = Văn bản cần xem; `-` là đọc đầu vào chuẩn
help-stage = Bước cần xem
help-dump-format = Dạng chữ cho người đọc, hoặc JSON (với bước blocks và plan)
help-draw = Vẽ những gì các bước đọc được trên một trang, thành tệp SVG
help-page = Trang cần vẽ, tính từ 1
help-schema-of = Kết quả nào: tệp JSON (plan), dòng của bảng CSV (rows) hay JSON của diff (diff)

## Tên các giá trị trong trợ giúp

value-command = LỆNH
value-lang = NGÔN_NGỮ
value-kind = LOẠI
value-password = MẬT_KHẨU
value-place = ĐỊA_DANH
value-code = BẢNG_MÃ
value-file = TỆP
value-path = ĐƯỜNG_DẪN
value-format = ĐỊNH_DẠNG
value-old = BẢN_CŨ
value-new = BẢN_MỚI
value-char = KÝ_TỰ
value-profile = KIỂU
value-layout = BỐ_CỤC
value-stage = BƯỚC
value-svg = TỆP.svg
value-number = SỐ
value-megabytes = MB
value-output = KẾT_QUẢ

## Dùng sai lệnh

usage-missing = thiếu { $argument }
usage-unknown-argument = không dùng được { $argument } ở đây
usage-no-command = chưa có lệnh nào
usage-unknown-command = không có lệnh { $command }
usage-no-value = { $argument } cần một giá trị
usage-bad-value = "{ $value }" không phải giá trị hợp lệ của { $argument }
usage-bad-value-of = "{ $value }" không phải giá trị hợp lệ của { $argument }: hãy chọn { $values }
usage-bad-value-why = "{ $value }" không phải giá trị hợp lệ của { $argument }: { $why }
usage-twice = { $argument } được ghi hai lần
usage-other = dùng sai lệnh: { $why }
usage-meant = có phải ý bạn là { $meant }?
usage-hint = xem `{ $command } --help`
bad-delimiter = chỉ một ký tự: , ; | hoặc tab

## Gói JSON đọc lại

not-a-package = không phải gói JSON do phuluc extract ghi: { $what }
package-version = gói JSON theo cấu trúc { $version }, phiên bản này không đọc được: hãy trích xuất lại văn bản

## Tên các trường

tasks = { $n } nhiệm vụ
field-kind = Loại văn bản
field-number = Số, ký hiệu
field-date = Ngày ban hành
field-issuer = Cơ quan ban hành
field-subject = Trích yếu
field-place = Địa danh
field-signer = Người ký
field-lead = Cơ quan chủ trì
field-partner = Cơ quan phối hợp
field-deadline = Thời hạn
field-notes = Chú thích
field-declared-count = Số nhiệm vụ ghi trên văn bản

## phuluc diff

nothing-to-compare = cả hai văn bản đều không có nhiệm vụ nào: không có gì để so sánh
no-tasks-on-one-side = không có nhiệm vụ nào trong { $name }: không có gì để so sánh
side-needs-a-look = { $rows } dòng cần xem lại: khác biệt có thể do đọc sai
report-format-unknown = đuôi tệp không cho biết định dạng: hãy chọn --format text hoặc html
diff-old = Bản cũ
diff-new = Bản mới
diff-none = Không có gì khác nhau.
diff-counts = Nhiệm vụ: { $added } mới, { $dropped } bỏ, { $changed } thay đổi, { $unchanged } giữ nguyên
diff-document = Văn bản
diff-appendices = Phụ lục
diff-sections = Các mục
diff-tasks = Nhiệm vụ
diff-added = Mới
diff-dropped = Bỏ
diff-empty = (để trống)
diff-renumbered = Đổi số thứ tự
diff-reworded = Sửa nội dung
diff-title = Sửa tên
diff-lead = Đổi cơ quan chủ trì
diff-lead-reworded = Sửa cách ghi cơ quan chủ trì
diff-partner = Đổi cơ quan phối hợp
diff-partner-reworded = Sửa cách ghi cơ quan phối hợp
diff-deadline = Thay đổi thời hạn
diff-deadline-reworded = Sửa cách ghi thời hạn
diff-section = Chuyển sang mục khác
diff-order = Đổi vị trí trong mục (thứ tự trong bảng)
diff-column-added = Thêm cột
diff-column-dropped = Bỏ cột
diff-column-renamed = Đổi tên cột

## phuluc report

report-sum = { $tasks } nhiệm vụ: { $dated } có ngày đến hạn, { $ongoing } thường xuyên hoặc định kỳ mà không có ngày, { $undated } không có ngày cụ thể; { $look } cần xem lại
report-by-lead = Theo cơ quan chủ trì
report-nobody = (không ghi cơ quan chủ trì)
report-more-leads = và { $leads } cơ quan khác, tổng cộng { $tasks } nhiệm vụ
report-by-month = Theo tháng đến hạn
report-none-dated = Không nhiệm vụ nào có ngày đến hạn.
report-ongoing = Thường xuyên, định kỳ ({ $n })
report-undated = Không có ngày đến hạn cụ thể ({ $n })
report-counts = Số nhiệm vụ của từng mục: số ghi trên văn bản, số đếm được
report-look = Cần xem lại ({ $n } nhiệm vụ)
report-page = trang { $page }
report-line = dòng { $line }
report-all = Toàn bộ nhiệm vụ
report-task = Nhiệm vụ
report-due = Ngày đến hạn
report-number = STT

## phuluc batch

batch-sum = { $documents } văn bản: đọc mới { $read }, đã có từ trước { $known }, trùng với văn bản khác { $duplicates }, không đọc được { $failed }; bỏ qua { $skipped }; { $tasks } nhiệm vụ, { $look } cần xem lại
batch-stopped = đã dừng: chạy lại lệnh này để tiếp tục từ chỗ dừng
folder-in-use = đang có lượt chạy khác làm việc trong thư mục này
bad-shard = phần thứ mấy trên tổng số phần, tính từ 1: 1/4
help-batch = Xử lý kho văn bản lớn không cần người trông: mỗi văn bản một gói dữ liệu, kèm bảng kê kết quả từng văn bản
help-batch-more =
    Ví dụ:
      phuluc batch kho-van-ban/ --out ket-qua/

    Có thể dừng bất cứ lúc nào rồi chạy lại: chương trình tiếp tục từ chỗ dừng.
    Văn bản bị hỏng, bị treo hoặc quá lớn được ghi vào bảng kê, các văn bản khác vẫn được đọc.

    Mã thoát: 0 đã đọc đủ; 1 có văn bản không đọc được hoặc cần người xem lại; 2 không đọc được gì; 130 bị dừng.
help-watch = Thư mục nhận văn bản: mỗi văn bản được đọc ngay khi đã chép xong
help-watch-more =
    Ví dụ:
      phuluc watch hop-thu/ --out ket-qua/

    Kết quả giống như của `phuluc batch`. Chương trình xem lại thư mục theo chu kỳ cho đến khi bị dừng,
    nên dùng được cả với ổ đĩa mạng; khởi động lại thì tiếp tục với những văn bản mới.
help-watch-folder = Thư mục cần theo dõi, kể cả các thư mục con
help-interval = Số giây giữa hai lần xem; tệp không đổi giữa hai lần xem là tệp đã chép xong
help-worker = Đọc văn bản cho batch và watch
help-paths = Các thư mục và tệp; tệp ẩn được bỏ qua
help-out = Thư mục kết quả; lượt chạy sau tiếp tục với những gì đã có
help-jobs = Số văn bản đọc cùng lúc; nếu không chọn thì mỗi lõi xử lý một văn bản
help-shard = Chỉ một phần của kho, để chia cho nhiều máy: từ 1/4 đến 4/4
help-timeout = Số giây tối đa cho một văn bản
help-cpu-time = Số giây xử lý (CPU) tối đa cho một văn bản (không có trên Windows)
help-memory = Số megabyte bộ nhớ tối đa của một tiến trình đọc (không có trên Windows)
help-max-size = Không đọc văn bản lớn hơn
help-log-format = Mỗi văn bản một dòng trên đầu ra lỗi chuẩn, cho người đọc hoặc dạng JSON; nếu không chọn thì là thanh tiến độ trên cửa sổ lệnh, là các dòng ở nơi khác
value-shard = I/N
value-folder = THƯ_MỤC
value-seconds = GIÂY

## phuluc extract: sổ tính

sheet-notes = Lưu ý
sheet-sources = Nguồn
sheet-table = Bảng
sheet-footnotes = Chú thích
sheet-status = Trạng thái
sheet-result = Kết quả thực hiện
sheet-page = Trang
sheet-not-started = Chưa thực hiện
sheet-under-way = Đang thực hiện
sheet-done = Hoàn thành
sheet-overdue = Quá hạn
sheet-tasks = { $n } nhiệm vụ
sheet-lines = dòng { $first }–{ $last }
sheet-severity = Mức độ
sheet-info = để biết
sheet-warning = cần xem lại
sheet-error = mất hoặc không đọc được
sheet-code = Mã
sheet-message = Nội dung
sheet-hint = Việc cần làm
sheet-number = STT
sheet-field = Cột
sheet-file = Tệp
sheet-document-number = Số kế hoạch
sheet-document-date = Ngày ban hành
sheet-issuer = Cơ quan ban hành
sheet-pages = Số trang
sheet-tool = Phần mềm đọc
sheet-id = Mã nhiệm vụ
sheet-regions = Vị trí trên văn bản (điểm, tính từ góc trên bên trái của trang: trái, trên, phải, dưới)
sheet-legend-warning = Ô màu vàng có thể sai, cần đối chiếu với văn bản. Ý nghĩa các mã: xem trang tính “Lưu ý”.
sheet-legend-error = Ô màu đỏ: có phần bị mất hoặc không đọc được. Ý nghĩa các mã: xem trang tính “Lưu ý”.
sheet-whole = { $n } lưu ý về cả bảng: xem trang tính “Lưu ý”.
sheet-cell-cut = ô bị cắt bớt: { $length } ký tự là quá mức một ô của bảng tính chứa được
sheet-row-tall = hàng cao hơn mức Excel hiển thị: đọc ô trên thanh công thức

## phuluc load

help-load = Nạp văn bản, hoặc gói JSON do extract ghi, vào cơ sở dữ liệu
help-load-more = Nội dung đã có thì giữ nguyên; văn bản ban hành lại thay bản cũ, và bảng changes giữ những điểm khác nhau. Văn bản có thể là bản khác của một văn bản đã lưu mà không nói rõ thì bị từ chối. PGPASSWORD là mật khẩu cho địa chỉ PostgreSQL không ghi mật khẩu. Mã thoát: 0 tất cả đã ở trong cơ sở dữ liệu; 1 cần người xem lại, có văn bản bị từ chối; 2 không nạp được gì.
help-to = Cơ sở dữ liệu: tệp SQLite, hoặc postgres://USER@HOST/NAME
help-replace = Cho phép văn bản thay văn bản đã lưu mà nó có thể là bản khác
value-database = CSDL
load-summary = { $new } mới, { $updated } cập nhật ({ $changes } thay đổi), { $unchanged } không đổi, { $older } cũ hơn bản đã lưu, { $refused } bị từ chối
database-address = không đọc được địa chỉ: postgres://USER:PASSWORD@HOST:PORT/NAME, các dấu như @ : / ? trong mật khẩu viết thành %40 %3A %2F %3F
database-failed = không dùng được cơ sở dữ liệu: { $why }
database-newer = cơ sở dữ liệu này do phiên bản phuluc mới hơn tạo ra (phiên bản { $found }, chương trình này biết đến { $known }): hãy dùng phiên bản đó
database-tls = địa chỉ đòi đường truyền mã hóa (sslmode) mà chương trình này không có: dùng sslmode=disable trên đường truyền an toàn, hoặc qua đường hầm
database-unknown = không có cơ sở dữ liệu như vậy: cho đường dẫn tệp SQLite, hoặc postgres://…
document-taken = có thể là bản khác của { $other } đã lưu: { $why }; dùng --replace để thay
taken-source = làm từ cùng một tệp
taken-items = có dòng trùng mã
taken-paper = trùng số, ngày và cơ quan ban hành, mà không rõ địa phương của cơ quan ban hành (dùng --authority)
taken-name = trùng tên tệp, và không có gì trên văn bản cho biết là hai văn bản khác nhau
