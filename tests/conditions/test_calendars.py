"""Public holidays of the countries that work together, and what is not known of them."""

import subprocess
import sys
from datetime import date

from intake.conditions.calendars import Calendar
from intake.model.dates import later
from intake.model.values import Duration

LABOUR_DAY, ESTONIAN, GERMAN = date(2028, 5, 1), date(2028, 2, 24), date(2028, 10, 3)


def test_the_holidays_of_both_countries_are_left_out() -> None:
    both = Calendar(("EE", "DE"))
    assert all(day in both for day in (LABOUR_DAY, ESTONIAN, GERMAN))
    assert ESTONIAN not in Calendar(("DE",))
    assert both.missing == ()


def test_five_working_days_skip_a_holiday_and_the_weekends() -> None:
    assert later(date(2028, 4, 27), Duration(2, working=True), Calendar(("EE", "DE"))) == date(2028, 5, 2)
    assert later(date(2028, 4, 27), Duration(2, working=True), Calendar(("", "XX"))) == date(2028, 5, 1)


def test_a_country_without_a_known_calendar_is_named() -> None:
    calendar = Calendar(("XX", "", "DE"))
    assert calendar.missing == ("XX", "")
    assert not calendar.used
    assert GERMAN in calendar
    assert calendar.used


def test_the_calendars_are_loaded_only_when_a_day_is_looked_up() -> None:
    code = (
        "import sys\n"
        "from intake.conditions.calendars import Calendar\n"
        "calendar = Calendar(('DE',))\n"
        "assert 'holidays' not in sys.modules\n"
        "from datetime import date\n"
        "date(2027, 1, 1) in calendar\n"
        "assert 'holidays' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=300)
