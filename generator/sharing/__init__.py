"""Cut a case down to what one reader may know, before any document is thought of."""

from generator.sharing.cut import cut
from generator.sharing.leaks import findings
from generator.sharing.readers import readers

__all__ = ["cut", "findings", "readers"]
