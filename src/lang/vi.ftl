# Những gì chương trình nói với người dùng, bằng tiếng Việt. Cách thêm một câu: docs/languages.md.

## Từ đứng đầu dòng

label-error = lỗi
label-warning = cảnh báo
label-hint = gợi ý
# Nói về một tệp: tên tệp, rồi đến điều cần nói.
about = { $name }: { $what }
said = { $what }

## Tóm tắt của một văn bản

rows-need-a-look = { $rows } dòng cần xem lại ({ $codes })
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
no-text-layer = tệp không có lớp chữ, chỉ có ảnh trang: hãy nhận dạng chữ (OCR) trước
blank = không có chữ nào trong tệp: hãy kiểm tra xem có đúng tệp cần đọc không

## Dòng lệnh

standard-input = đầu vào chuẩn
standard-output = đầu ra chuẩn
input-folder = đây là thư mục: hãy chỉ ra các tệp trong đó
input-missing = không có tệp này: hãy kiểm tra lại tên tệp
cannot-read = không đọc được: { $why }
cannot-write = không ghi được: { $why }
cannot-make-folder = không tạo được thư mục: { $why }
output-is-input = kết quả sẽ ghi đè lên tệp đang đọc: hãy chọn --output khác
several-documents = nhiều văn bản không gộp được thành một tệp JSON: dùng --format jsonl (mỗi nhiệm vụ một dòng) hoặc -o THƯ_MỤC/ (mỗi văn bản một tệp)
no-format = đuôi tệp không cho biết định dạng: dùng --format json, jsonl hoặc csv
draw-makes-svg = --draw vẽ ra tệp SVG: hãy đặt tên có đuôi .svg
nothing-to-draw = không có gì để vẽ: văn bản này không có bố cục trang
no-such-page = không có trang { $page }: tệp có { $pages } trang
inspect-json = chỉ xem được JSON với --stage blocks hoặc --stage plan
internal-error = lỗi của chương trình: xin báo cho nhóm phát triển kèm theo tệp

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
diff-old = Bản cũ
diff-new = Bản mới
diff-none = Không có gì khác nhau.
diff-counts = { $added } nhiệm vụ mới, bỏ { $dropped }, thay đổi { $changed }, giữ nguyên { $unchanged }
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
diff-deadline = Dời thời hạn
diff-deadline-reworded = Sửa cách ghi thời hạn
diff-section = Chuyển sang mục khác
diff-order = Đổi vị trí trong mục (thứ tự trong bảng)
diff-column-added = Thêm cột
diff-column-dropped = Bỏ cột
diff-column-renamed = Đổi tên cột
