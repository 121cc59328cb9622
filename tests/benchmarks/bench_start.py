"""Start against a bare window: ``python -m tests.benchmarks.bench_start``.

Each row is a process of its own, started in turn; the medians and the ratios to the
bare window of the same run are printed, and nothing is asserted.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import resources
from scheduler.clock import local_now
from scheduler.core.study_text import read_study
from tests.benchmarks.site_data import site_documents
from tests.keys import keys_of
from tests.people import PASSWORD
from ui.session import StudySite
from ui.site_files import DEMO_PERSON, SiteFiles, shipped_passwords

RUNS = 9
BARE = """
import os, sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, self.done)
    def done(self):
        print(time.time() - float(os.environ["STARTED"]), 0, memory())
        app.quit()
def memory():
    lines = open("/proc/self/status").read().splitlines()
    return next(line.split()[1] for line in lines if line.startswith("VmRSS"))
app = QApplication([])
app.setStyle("Fusion")
window = Window()
window.resize(1280, 720)
window.show()
app.exec()
"""
OURS = """
import os, sys, time
from PySide6.QtCore import QObject, QSettings, QTimer
from scheduler.clock import local_now
from ui.main_window import MainWindow
from ui.opening import Opener, make_application
from ui.preferences import Preferences
from ui.theme import Theme, apply_theme
def memory():
    lines = open("/proc/self/status").read().splitlines()
    return next(line.split()[1] for line in lines if line.startswith("VmRSS"))
class Watch(QObject):
    def sign_in(self):
        dialog = app.activeModalWidget()
        dialog.password.entry.set_value(os.environ["PASSWORD"])
        dialog.submit()
        self.signed_in = time.time()
    def painted(self):
        self.first = time.time() - float(os.environ["STARTED"])
        QTimer.singleShot(0, self.sign_in)
        opener.begin()
        app.processEvents()
        filled = time.time() - self.signed_in
        print(self.first, filled, memory())
        app.quit()
app = make_application()
settings = QSettings(os.environ["SETTINGS"], QSettings.Format.IniFormat)
preferences = Preferences(settings)
preferences.person = "Demo Coordinator"
apply_theme(app, preferences.theme)
window = MainWindow(preferences)
opener = Opener(window, local_now, file=os.environ["SITE_FILE"], demo=False)
watch = Watch()
window.painted.connect(watch.painted)
window.show()
app.exec()
"""


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "site.cycledesk"
        make_site(file, participants=530)
        environment = os.environ | {
            "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
            "SITE_FILE": str(file),
            "PASSWORD": PASSWORD,
            "SETTINGS": str(Path(folder) / "settings.ini"),
        }
        for code in (BARE, OURS):
            measured(code, environment)  # warm: bytecode and file cache
        bare, ours = [], []
        for _ in range(RUNS):
            bare.append(measured(BARE, environment))
            ours.append(measured(OURS, environment))
    show(bare, ours)


def make_site(file: Path, *, participants: int) -> None:
    """Fill a real site file with participants at cycles 40 to 112."""
    study = read_study(resources.path("studies", "js001-027-iii-hcc.toml").read_text())
    site = StudySite(study=study.key, code="PL03", name="Benchmark", country="PL")
    files = SiteFiles(
        study=study,
        keys=keys_of(file),
        clock=local_now,
        passwords=shipped_passwords(),
    )
    session = files.create(file, site, DEMO_PERSON, PASSWORD)
    documents = site_documents(study, local_now().date(), participants)
    session.write(lambda store, by: store.load_documents(documents, by=by))
    session.close()


def measured(code: str, environment: dict[str, str]) -> tuple[float, float, float]:
    """Return seconds to the first picture, to filled rows, and resident MB."""
    started = environment | {"STARTED": repr(time.time())}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=started,
        capture_output=True,
        text=True,
        check=True,
    )
    first, filled, kilobytes = done.stdout.split()[-3:]
    return float(first), float(filled), float(kilobytes) / 1024


def show(
    bare: list[tuple[float, float, float]], ours: list[tuple[float, float, float]]
) -> None:
    """Print medians, ratios and budgets."""
    floor, floor_memory = median(bare, 0), median(bare, 2)
    rows = (
        ("bare window, first picture", floor, floor, ""),
        ("CycleDesk, first picture", median(ours, 0), floor, "budget 1.2"),
        ("CycleDesk, Today filled after sign-in", median(ours, 1), floor, "budget 2.0"),
    )
    for name, seconds, against, budget in rows:
        print(f"{name:<30}{seconds * 1000:8.0f} ms {seconds / against:6.2f}  {budget}")
    memory = median(ours, 2)
    print(f"{'bare window, memory':<30}{floor_memory:8.0f} MB {1:6.2f}")
    ratio = memory / floor_memory
    print(f"{'CycleDesk, memory':<30}{memory:8.0f} MB {ratio:6.2f}  budget 1.5")


def median(rows: list[tuple[float, float, float]], column: int) -> float:
    """Return the median of one column."""
    return statistics.median(row[column] for row in rows)


if __name__ == "__main__":
    main()
