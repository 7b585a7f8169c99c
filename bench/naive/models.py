"""Four tables, as the files lay them out."""

from django.db import models

STANDINGS = [(1, "ปกติ"), (2, "ลาออก"), (3, "เสียชีวิต"), (4, "ค้างชำระ")]
CATEGORIES = list(enumerate(("เกิด", "เจ็บป่วย", "สูงอายุ", "เสียชีวิต", "การศึกษา", "ด้อยโอกาส", "ภัยพิบัติ", "อื่น ๆ"), start=1))


class Fund(models.Model):
    province_id = models.IntegerField(db_index=True)
    name = models.CharField(max_length=200)
    opening_balance = models.DecimalField(max_digits=14, decimal_places=2)
    started = models.DateField()

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    fund = models.ForeignKey(Fund, models.PROTECT)
    member_no = models.IntegerField()
    citizen_id = models.CharField(max_length=13, null=True)  # noqa: DJ001 -- as the file has it
    title = models.CharField(max_length=20)
    first_name = models.CharField(max_length=100)
    last_name = models.CharField(max_length=100)
    sex = models.SmallIntegerField(choices=[(0, "ชาย"), (1, "หญิง")])
    birth = models.DateField()
    joined = models.DateField()
    left_on = models.DateField(null=True, blank=True)
    status = models.SmallIntegerField(choices=STANDINGS)

    def __str__(self) -> str:
        return f"{self.title}{self.first_name} {self.last_name}"


class Contribution(models.Model):
    fund = models.ForeignKey(Fund, models.PROTECT)
    member = models.ForeignKey(Member, models.PROTECT)
    period = models.DateField()
    amount = models.DecimalField(max_digits=12, decimal_places=2)

    def __str__(self) -> str:
        return f"{self.period} {self.amount}"


class Payout(models.Model):
    fund = models.ForeignKey(Fund, models.PROTECT)
    member = models.ForeignKey(Member, models.PROTECT, null=True, blank=True)
    citizen_id = models.CharField(max_length=13)
    recipient = models.CharField(max_length=200)
    category = models.SmallIntegerField(choices=CATEGORIES)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    paid_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.recipient} {self.amount}"
