"""Days that Django writes by itself, in Thai: the year says that it is of ค.ศ.

Pages write days through `thai_date` and its kin, in พ.ศ. A day that slips past them would stand there as
14 สิงหาคม 2018; a reader takes a bare 2018 for a mistake, and could take 2061 for พ.ศ. Django's formats know no
year of พ.ศ., so the slip is at least true, and a test finds it by its ค.ศ.
"""

DATE_FORMAT = "j F ค.ศ. Y"
SHORT_DATE_FORMAT = "j M ค.ศ. Y"
YEAR_MONTH_FORMAT = "F ค.ศ. Y"
DATETIME_FORMAT = "j F ค.ศ. Y เวลา G:i น."
SHORT_DATETIME_FORMAT = "j M ค.ศ. Y G:i น."
TIME_FORMAT = "G:i น."

# Django's own Thai reads 23/11/2569 as a year of ค.ศ. A form asks for a day by ThaiDateField; what else reads one takes
# the form that computers write to each other, and no other.
DATE_INPUT_FORMATS = ["%Y-%m-%d"]
DATETIME_INPUT_FORMATS = ["%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"]
