from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ui.pages.welcome_page import WelcomePage


def test_no_word_lies_under_a_button_at_twice_the_text(qtbot: QtBot):
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    usual = app.font()
    large = app.font()
    large.setPointSizeF(2 * usual.pointSizeF())
    app.setFont(large)
    try:
        page = WelcomePage()
        qtbot.addWidget(page)
        page.resize(1366, 700)
        page.show()
        QApplication.processEvents()
        for words in page.findChildren(QLabel):
            assert words.height() >= words.heightForWidth(words.width()), words.text()
        for button in (page.new, page.open, page.demo):
            assert button.height() >= button.sizeHint().height()
    finally:
        app.setFont(usual)
