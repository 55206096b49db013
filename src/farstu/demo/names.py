"""Names of people and companies: common Swedish names, combined by chance."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import product
from random import Random

_WOMEN = (
    "Agnes Alice Alma Anette Anna Annika Astrid Birgitta Camilla Carina Cecilia Ebba Elin Elsa Emma Eva Frida Gunilla "
    "Hanna Helena Ida Ingrid Jenny Johanna Julia Karin Kerstin Klara Kristina Lena Linnéa Lisa Lovisa Maja Malin Maria "
    "Marie Matilda Monica Märta Pia Sara Signe Siv Sofia Stina Susanne Therese Tove Ulla Ulrika Wilma Ylva Åsa"
)
_MEN = (
    "Adam Albin Alexander Anders Andreas Anton Arvid Axel Bengt Bertil Björn Carl Christer Daniel David Emil Erik "
    "Filip Fredrik Gustav Göran Hampus Henrik Hugo Håkan Isak Jakob Jan Johan Jonas Jörgen Karl Kjell Lars Leif Ludvig "
    "Magnus Marcus Martin Mats Mikael Nils Olof Oskar Patrik Per Peter Rasmus Rolf Sten Sven Tobias Ulf Viktor"
)
_LAST = (
    "Ahlgren Andersson Arvidsson Bengtsson Berg Berglund Bergström Björk Blom Blomqvist Carlsson Dahl Dahlberg "
    "Danielsson Ek Eklund Ekström Engström Eriksson Falk Forsberg Fransson Fredriksson Gunnarsson Gustafsson Hansson "
    "Hedlund Hellström Henriksson Holm Holmgren Håkansson Isaksson Jakobsson Jansson Johansson Jonsson Karlsson "
    "Kjellberg Larsson Lind Lindberg Lindgren Lindholm Lindqvist Lindström Lund Lundberg Lundgren Löfgren Magnusson "
    "Martinsson Mattsson Månsson Nilsson Nordin Norberg Nyberg Nyman Nyström Olofsson Olsson Persson Pettersson "
    "Samuelsson Sandberg Sjöberg Sjögren Ström Strömberg Sundberg Sundström Svensson Söderberg Wallin Wikström Åberg "
    "Åkesson Öberg Östlund"
)
_COMPANY_PLACES = ("Björkdalens", "Ekbackens", "Furulids", "Granvikens", "Hallonkullens", "Lövängens", "Tallmons")
_COMPANY_TRADES = ("Bygg", "Byggnadsvård", "Fastigheter", "Förvaltning", "Måleri", "Plåt", "Redovisning", "Trädgård")


@dataclass(frozen=True)
class Name:
    """A person's name."""

    first: str
    last: str
    is_woman: bool

    @property
    def full(self) -> str:
        """`Åsa Öberg`."""
        return f"{self.first} {self.last}"

    @property
    def mailbox(self) -> str:
        """The part of an e-mail address before the @: `asa.oberg`."""
        return ascii_name(f"{self.first}.{self.last}")


def draw_names(rng: Random, count: int) -> list[Name]:
    """So many names, no two the same."""
    women, last = _WOMEN.split(), _LAST.split()
    pairs = rng.sample(list(product(women + _MEN.split(), last)), count)
    return [Name(first, family, first in women) for first, family in pairs]


def company_name(number: int) -> str:
    """`Granvikens Måleri AB`: another for each number, until they begin again after 56."""
    return f"{_COMPANY_PLACES[number % 7]} {_COMPANY_TRADES[number % 8]} AB"


def ascii_name(text: str) -> str:
    """In lower case without accents and blanks: `Karm & Knut` is `karmknut`."""
    letters = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in letters if letter.isascii() and (letter.isalnum() or letter == "."))
