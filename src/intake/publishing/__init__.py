"""The signed brief in forms that other programs read: Markdown, HTML, calendar, table; what is signed is the PDF."""
