"""Copy what pages load from node_modules into static/vendor, without fonts and marks not ours.

GOV.UK Frontend is MIT; its font GDS Transport and the crown may only be used on GOV.UK, so both
are taken out. Source Sans 3 and Noto are under the SIL Open Font Licence 1.1. What reports are
printed with goes into vendor/print.
"""

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODULES = ROOT / "node_modules"
TARGET = ROOT / "participation" / "static" / "vendor"
FONTS = MODULES / "@fontsource-variable" / "source-sans-3"
PRINTED = MODULES / "@expo-google-fonts"
PRINT_FONTS = {
    "source-sans-3": (
        "400Regular/SourceSans3_400Regular.ttf",
        "400Regular_Italic/SourceSans3_400Regular_Italic.ttf",
        "600SemiBold/SourceSans3_600SemiBold.ttf",
        "700Bold/SourceSans3_700Bold.ttf",
    ),
    "noto-sans-arabic": ("400Regular/NotoSansArabic_400Regular.ttf",),
    "noto-sans-hebrew": ("400Regular/NotoSansHebrew_400Regular.ttf",),
    "noto-emoji": ("400Regular/NotoEmoji_400Regular.ttf",),
}


def stylesheet() -> str:
    """Return GOV.UK Frontend's stylesheet without its fonts and pictures."""
    css = (MODULES / "govuk-frontend/dist/govuk/govuk-frontend.min.css").read_text()
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    css = re.sub(r'"?GDS Transport"?', '"Source Sans 3"', css)
    css = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css)
    if "url(" in css:
        css = re.sub(r"url\([^)]*\)", "none", css)
    return css


def print_fonts() -> None:
    """Copy the fonts that reports are printed with, each family with its licence."""
    target = TARGET / "print"
    target.mkdir(parents=True, exist_ok=True)
    for package, files in PRINT_FONTS.items():
        for file in files:
            shutil.copyfile(PRINTED / package / file, target / Path(file).name)
        shutil.copyfile(PRINTED / package / "LICENSE_FONT", target / f"{package}-LICENSE.txt")


def main() -> None:
    """Make static/vendor anew."""
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    (TARGET / "govuk-frontend.min.css").write_text(stylesheet())
    script = (MODULES / "govuk-frontend/dist/govuk/govuk-frontend.min.js").read_text()
    (TARGET / "govuk-frontend.min.js").write_text(re.sub(r"//# sourceMappingURL=.*", "", script))
    search = MODULES / "accessible-autocomplete"
    script = (search / "dist/accessible-autocomplete.min.js").read_text()
    words = re.sub(r"//# sourceMappingURL=.*", "", script)
    (TARGET / "accessible-autocomplete.min.js").write_text(words)
    shutil.copyfile(search / "LICENSE.txt", TARGET / "accessible-autocomplete-LICENSE.txt")
    # The package names its licence but does not carry the text.
    licence = ROOT / "tools" / "licences" / "govuk-frontend.txt"
    shutil.copyfile(licence, TARGET / "govuk-frontend-LICENSE.txt")
    for subset in ("latin", "latin-ext"):
        name = f"source-sans-3-{subset}-wght-normal.woff2"
        shutil.copyfile(FONTS / "files" / name, TARGET / name)
    shutil.copyfile(FONTS / "LICENSE", TARGET / "source-sans-3-LICENSE.txt")
    print_fonts()


if __name__ == "__main__":
    main()
