"""Words in names that do not tell one party from another: legal forms, and how people are addressed."""

LEGAL_FORMS = frozenset(
    form.strip()
    for form in """
    ab, ag, aktiengesellschaft, aktiebolag, aps, as, asa, a s, bhd, bv, b v, co, company, corp, corporation, cv, doo, d o o,
    ead, eirl, eood, ev, fze, fzco, fz llc, fzc, gmbh, gesellschaft mit beschrankter haftung, ltd sti, hf, inc,
    incorporated, jsc, joint stock company, jsco, kft, kg, kk, kabushiki kaisha, kgaa, limited, limited liability company,
    llc, llp, lp, ltd, ltda, limitada, limited company, l l c, mbh, nv, n v, oao, obshchestvo s ogranichennoy otvetstvennostyu,
    oejsc, ojsc, ooo, open joint stock company, closed joint stock company, cjsc, o o o, oy, oyj, pao, pjsc, plc, private,
    public joint stock company, private joint stock company, public limited company, pte, pty, pvt, s a, sa, s a l, sal,
    sa de cv, s a de c v, s de r l, s de rl, sdn, s l, sl, sociedad anonima, sociedad limitada, societe anonyme,
    societe a responsabilite limitee, s p a, spa, sp z o o, spolka z ograniczona odpowiedzialnoscia, sprl, s r l, srl,
    s r o, sro, ao, odo, gup, fgup, mup, ano, prat, tzov, sarl, s a r l, sas, se, tov, uab, ug, ultd, ve, zao, zrt, zhushihuishe, youxiangongsi, gongsi,
    joint society, open joint society, closed joint society, public joint society, private joint society, joint society open type,
    society s limited liability, society z limited liability, society limited liability, joint company, unitary enterprise,
    state unitary enterprise, federal state unitary enterprise, llk, llts,
    s a de k v, sa de k v, s r l de k v, s de r l de c v, s a de ts v, s r l de c v
    """.split(",")
)
"""Legal forms as they are folded, several words apart by single blanks."""

FORM_WORDS = frozenset(
    "joint stock liability obshchestvo aktsionernoe aktsionernoye ogranichennoi ogranichennoy otvetstvennostyu".split()
)
"""Words that stand in names as parts of a legal form alone, however the rest of it is written."""

WORDS_BESIDE = frozenset("open closed public private limited society s z c".split())
"""Words that belong to a legal form where one of `FORM_WORDS` stands beside them."""

EASTERN_FORMS = (
    "株式会社",
    "有限会社",
    "合同会社",
    "股份有限公司",
    "有限责任公司",
    "有限公司",
    "公司",
    "주식회사",
    "유한회사",
)
"""Legal forms in Han and Hangul, the longer before those they contain."""

ADDRESSES = frozenset(
    """mr mrs ms miss dr doctor prof professor sir madam lord lady herr frau monsieur madame mme senor senora don dona
    sheikh shaykh shaikh sheik haji hajji hajj hadji mullah mulla maulavi mawlawi maulvi molvi qari ustad sayyid sayed syed
    general gen colonel col major maj captain capt lieutenant lt brigadier admiral commander hon honourable honorable rev
    reverend father mohtarma janab eng engineer president prasident minister ambassador mv hjy mwlwy mlwy shykh syd qry""".split()
)
"""Titles and forms of address, as they are folded."""

PARTICLES = frozenset(
    """al el bin bint ould abu umm de del la las los le les du des der den von van zu da do dos das di e y et und and of the for
    in i v s po imeni im i or at by to on""".split()
)
"""Small words that stand in many names."""
