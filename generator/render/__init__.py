"""How a document looks in Word: fills a council's template with one view, and never lets anything else in."""

from generator.render.fill import fill
from generator.render.template import Template, template

__all__ = ["Template", "fill", "template"]
