from decimal import Decimal

from welfare.overview import tilemap
from welfare.overview.tilemap import Measure, Step


def measure(name: str, column: int, row: int, value: int | None) -> Measure:
    return Measure(name, column, row, value, "–" if value is None else f"{value:,}", "#map")


def test_steps_hold_about_as_many_funds_each_and_equal_values_share_one():
    assert tilemap.rank([10, 20, 30, 40, 50]) == [1, 2, 3, 4, 5]
    assert tilemap.rank([7, 1, 7, 3]) == [4, 1, 4, 2]


def test_a_fund_without_a_figure_has_no_step_and_a_single_figure_the_middle_one():
    assert tilemap.rank([None, Decimal("4.50"), None]) == [0, 3, 0]
    assert tilemap.rank([]) == []


def test_a_tile_lies_in_its_column_and_row_counted_from_the_north_west():
    island = tilemap.lay_out([measure("ไม้ขาว", 2, 1, 812), measure("สาคู", 1, 2, None)])

    assert [(tile.measure.name, tile.x, tile.y, tile.middle, tile.step) for tile in island.tiles] == [
        ("ไม้ขาว", 100, 0, 148, 3),
        ("สาคู", 0, 80, 48, 0),
    ]
    assert (island.width, island.height, island.has_gaps) == (196, 156, True)


def test_the_legend_says_each_step_in_the_words_of_its_lowest_and_highest_value():
    values = [290, 488, 1204, 1510, 655, None]

    island = tilemap.lay_out([measure("", 1, row, value) for row, value in enumerate(values, start=1)])

    assert island.legend == (
        Step(1, "290", "290"),
        Step(2, "488", "488"),
        Step(3, "655", "655"),
        Step(4, "1,204", "1,204"),
        Step(5, "1,510", "1,510"),
    )


def test_no_funds_make_an_empty_map():
    assert tilemap.lay_out([]) == tilemap.TileMap(0, 0, 96, 76, (), (), False)
