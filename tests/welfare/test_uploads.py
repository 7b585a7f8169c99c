import io

import pypdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from welfare import uploads

GPS = 0x8825


def picture(kind: str, size: tuple[int, int] = (40, 20), colour: str = "red", **how: object) -> bytes:
    made = io.BytesIO()
    Image.new("RGBA" if kind == "PNG" else "RGB", size, colour).save(made, kind, **how)
    return made.getvalue()


def sent(content: bytes, name: str = "IMG_0001.HEIC") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def exif(**tags: object) -> Image.Exif:
    made = Image.Exif()
    made[0x010F] = "ยี่ห้อโทรศัพท์"
    made.get_ifd(GPS)[1] = "N"
    for tag, value in tags.items():
        made[int(tag[1:])] = value
    return made


def document(**parts: object) -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    if parts.get("script"):
        act = DictionaryObject(
            {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert()")}
        )
        writer.root_object[NameObject("/OpenAction")] = act
        writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): act})
        note = DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): act})
        writer.pages[0][NameObject("/Annots")] = ArrayObject([note])
    if parts.get("secret"):
        writer.add_attachment("secret.txt", b"hidden words")
    if parts.get("locked"):
        writer.encrypt("1234")
    writer.add_metadata({"/Author": "secret author"})
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "HEIF"])
def test_a_photo_of_any_phone_is_kept_as_a_jpeg_whatever_its_name_says(kind):
    kept = uploads.read(sent(picture(kind), "บิลค่ายา.exe"))

    with Image.open(io.BytesIO(kept.content)) as made:
        assert (kept.name, kept.kind, made.format, made.size, len(kept.sha256)) == (
            "บิลค่ายา.jpg", "image/jpeg", "JPEG", (40, 20), 64,
        )  # fmt: skip


def test_where_and_with_what_a_photo_was_taken_is_left_out_and_it_stands_upright():
    turned = picture("JPEG", exif=exif(_274=6))

    with Image.open(io.BytesIO(uploads.read(sent(turned)).content)) as made:
        assert (dict(made.getexif()), made.size, sorted(set(made.info) - {"jfif_density", "jfif_unit"})) == (
            {}, (20, 40), ["jfif", "jfif_version"],
        )  # fmt: skip


def test_a_large_photo_is_made_smaller_and_a_clear_one_stands_on_white():
    large = uploads.read(sent(picture("JPEG", (3000, 1500))))
    clear = uploads.read(sent(picture("PNG", colour="#ff000000")))

    with Image.open(io.BytesIO(large.content)) as made, Image.open(io.BytesIO(clear.content)) as white:
        assert (made.size, white.getpixel((1, 1))) == ((2400, 1200), (255, 255, 255))


def test_a_pdf_loses_what_it_would_do_by_itself_what_it_hides_and_who_made_it():
    kept = uploads.read(sent(document(script=True, secret=True), "ใบเสร็จ.PDF"))

    made = pypdf.PdfReader(io.BytesIO(kept.content))
    left = [word for word in (b"/JavaScript", b"app.alert", b"hidden words", b"secret author") if word in kept.content]
    assert (kept.name, kept.kind, len(made.pages), left) == ("ใบเสร็จ.pdf", "application/pdf", 1, [])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"MZ\x90\x00 a program", "เป็นภาพหรือ PDF ไม่ได้"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "เป็นภาพหรือ PDF ไม่ได้"),
        (b"%PDF-1.7 broken", "เป็นภาพหรือ PDF ไม่ได้"),
        (picture("JPEG", (400, 400))[:300], "เป็นภาพหรือ PDF ไม่ได้"),
        (picture("GIF"), "เป็นภาพหรือ PDF ไม่ได้"),
        (document(locked=True), "รหัสผ่าน"),
        (b"\xff\xd8" + bytes(uploads.BYTES_MAX), "ใหญ่เกินไป"),
    ],
)
def test_what_is_no_photo_and_no_readable_pdf_is_refused_by_name(content, words):
    with pytest.raises(uploads.NotTaken) as refused:
        uploads.read(sent(content, "ไฟล์.jpg"))

    assert ("“ไฟล์.jpg”" in refused.value.messages[0], words in refused.value.messages[0]) == (True, True)


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_drawn():
    bomb = picture("PNG", (1, 1)).replace(b"\x00\x00\x00\x01\x00\x00\x00\x01", b"\x00\x01\x00\x00\x00\x01\x00\x00", 1)

    with pytest.raises(uploads.NotTaken):
        uploads.read(sent(bomb))


@pytest.mark.parametrize(
    ("name", "clean"),
    [("../../etc/passwd", "passwd"), ("C:\\ภาพ\\บิล.jpg", "บิล.jpg"), ("a\x00\u202eb.jpg", "ab.jpg"), ("...", "file")],
)
def test_a_name_loses_its_folders_and_what_does_not_print(name, clean):
    assert uploads.clean_name(name) == clean


def test_the_field_takes_several_files_and_names_every_one_that_is_wrong():
    field = uploads.UploadsField()
    good, same = sent(picture("PNG"), "a.png"), sent(picture("PNG"), "b.png")

    assert [upload.name for upload in field.clean([good, same])] == ["b.jpg"]
    with pytest.raises(ValidationError) as refused:
        field.clean([sent(b"x", "one.jpg"), sent(b"y", "two.jpg")])
    assert ["one.jpg" in message for message in refused.value.messages] == [True, False]
    with pytest.raises(ValidationError):
        field.clean([])
