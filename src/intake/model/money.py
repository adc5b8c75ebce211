"""Amounts of money, exact to the smallest coin."""

from decimal import ROUND_HALF_EVEN, Decimal

from intake.frugal import dataclass

# ISO 4217 list one: active codes whose smallest unit is not a hundredth.
_EXPONENTS = dict.fromkeys(
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(), 0
) | dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3)
CURRENCIES = frozenset(
    """AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY
    COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS
    INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP
    MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR
    SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYI UYU UZS VED VES
    VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG""".split()
)


def exponent(currency: str) -> int:
    """How many decimals the currency has (ISO 4217): 2 for EUR, 0 for JPY, 3 for KWD."""
    return _EXPONENTS.get(currency, 2)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in the currency's minor unit (cents for EUR), so that no rounding can creep in."""

    minor: int
    currency: str

    @classmethod
    def of(cls, amount: Decimal, currency: str) -> "Money":
        """The exact amount; ValueError for an unknown currency or a fraction of the smallest coin."""
        if currency not in CURRENCIES:
            raise ValueError(f"{currency} is not a currency code of ISO 4217")
        minor = amount.scaleb(exponent(currency))
        if minor != minor.to_integral_value():
            raise ValueError(f"{currency} has {exponent(currency)} decimals, {amount} has more")
        return cls(int(minor), currency)

    @property
    def amount(self) -> Decimal:
        """The amount in whole units, with the currency's decimals."""
        return Decimal(self.minor).scaleb(-exponent(self.currency))

    def __add__(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} cannot be added")
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return self + Money(-other.minor, other.currency)

    def times(self, factor: Decimal) -> "Money":
        """The amount times a factor, rounded half to even on the smallest coin."""
        return Money(int((self.minor * factor).to_integral_value(ROUND_HALF_EVEN)), self.currency)

    def __str__(self) -> str:
        return f"{self.amount:,} {self.currency}".replace(",", "\N{NO-BREAK SPACE}")
