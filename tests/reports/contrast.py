"""How much words stand out from what is behind them, by the colours that a browser computes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

COLOURS = """() => {
    const behind = el => {
        for (; el; el = el.parentElement) {
            const colour = getComputedStyle(el).backgroundColor;
            if (!colour.endsWith(', 0)') && colour !== 'transparent') return colour;
        }
        return getComputedStyle(document.documentElement).backgroundColor;
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const seen = [];
    while (walker.nextNode()) {
        const el = walker.currentNode.parentElement, words = walker.currentNode.textContent.trim();
        if (!words || !el.getClientRects().length || el.closest('title, desc, style, .unseen')) continue;
        const style = getComputedStyle(el);
        seen.push([el.closest('svg') ? style.fill : style.color, behind(el), words.slice(0, 60)]);
    }
    return seen;
}"""


def weakest(page: Page) -> tuple[float, str]:
    """The contrast of the words that stand out least, and those words (WCAG 2.2, relative luminance)."""
    seen = [(contrast(words, behind), said) for words, behind, said in page.evaluate(COLOURS)]
    return min(seen)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as CSS writes them."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [float(part) / 255 for part in colour.partition("(")[2].strip(")").split(",")[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
