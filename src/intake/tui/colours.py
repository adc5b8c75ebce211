"""The colours that the screens start with: calm, one accent, dark."""

from textual.theme import Theme

CALM = Theme(
    name="calm",
    primary="#7fb5a8",
    secondary="#8fa9cf",
    accent="#d8b878",
    success="#86bf8a",
    warning="#d8b878",
    error="#d98d86",
    foreground="#d5d9de",
    background="#14171b",
    surface="#1b1f25",
    panel="#242a32",
    variables={
        "text-primary": "#7fb5a8",
        "text-secondary": "#8fa9cf",
        "text-accent": "#d8b878",
        "block-cursor-background": "#2f4a46",
        "block-cursor-foreground": "#e8ecef",
        "block-cursor-text-style": "none",
        "border": "#7fb5a8",
        "button-focus-text-style": "bold",
        "border-blurred": "#39414c",
        "footer-key-foreground": "#7fb5a8",
        "input-selection-background": "#7fb5a8 35%",
    },
)

FEW_COLOURS = "-few-colours"
"""The class of an app in a terminal of sixteen colours, in which what stands out by a shade of grey does not."""
