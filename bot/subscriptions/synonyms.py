"""Words that people type for a time, for days or for how long, beside those the bot itself says."""

from __future__ import annotations

from datetime import time

from bot.schedule import Weekdays

NOON, MIDNIGHT = time(12), time(0)

DAYS = {
    Weekdays.DAILY: (
        *("every day", "everyday", "each day", "all days", "all", "*"),
        *("jeden Tag", "täglich", "alle Tage", "cada día", "a diario", "todos los días"),
        *("diario", "diariamente", "كل يوم", "يوميًا", "كل الأيام"),
    ),
    Weekdays.WORKDAYS: (
        *("weekday", "workday", "workdays", "working days"),
        *("werktags", "wochentags", "unter der Woche", "entre semana", "días laborables"),
        *("أيام العمل", "أيام الأسبوع"),
    ),
    Weekdays.WEEKEND: (
        *("weekend", "at the weekend", "at weekends"),
        *("Wochenende", "wochenends", "Wochenenden", "fin de semana", "fines de semana"),
        *("عطلة نهاية الأسبوع", "نهاية الأسبوع"),
    ),
}
# What stands in front of a day, of one that comes again, and of the first of a row of days.
ON = ("on the", "on", "the", "am", "an", "den", "el", "los", "في يوم", "يوم", "أيام")
EVERY = ("every", "each", "jeden", "cada", "كل")
FROM = ("from", "von", "vom", "de", "del", "desde el", "desde", "من")
# What stands in front of a time.
AT = ("at", "um", "a las", "a la", "الساعة")
# What stands behind an hour, besides what Babel calls the parts of the day.
HALVES = {
    "am": ("früh", "in der Früh", "am Morgen", "por la mañana"),
    "pm": ("am Nachmittag", "am Abend", "por la tarde", "في المساء", "عصرًا"),
    "night": ("in the night", "in der Nacht", "por la noche", "في الليل", "بالليل"),
}
TIMES = {
    NOON: (
        *("noon", "midday", "at noon", "Mittag", "mittags", "mediodía", "al mediodía"),
        *("a mediodía", "ظهرًا", "الظهر", "عند الظهر"),
    ),
    MIDNIGHT: (
        *("midnight", "at midnight", "Mitternacht", "um Mitternacht", "mitternachts"),
        *("medianoche", "a medianoche", "منتصف الليل"),
    ),
}
# What stands in front of the end or the length of a pause, the longest first.
UNTIL = (
    *("up to", "until", "till", "til", "for", "bis zum", "bis", "für", "hasta el", "hasta"),
    *("durante", "por", "لمدة", "حتى", "إلى"),
)
# What stands in front of a day that is to come, or behind it.
NEXT = (
    *("next", "this coming", "this", "nächsten", "nächster", "kommenden", "diesen"),
    *("próximo", "este"),
)
NEXT_BEHIND = ("que viene", "القادم", "القادمة", "المقبل", "المقبلة")
# A pause that nobody ends but who takes it back.
OPEN = (
    *("resume", "resumed", "resumed by me", "i resume", "further notice", "ever"),
    *("auf Weiteres", "weiteres", "ich sie fortsetze", "nuevo aviso", "إشعار آخر"),
)
# What stands in front of the length of a time to come, of a single thing that is counted, and what
# is one thing without any word for that.
AFTER = ("in about", "in", "within", "en", "dentro de", "بعد", "خلال")
ONE = ("an", "a", "one", "einer", "einem", "einen", "ein", "eine", "una", "un")
SINGLE = ("دقيقة", "ساعة", "يوم", "أسبوع")
