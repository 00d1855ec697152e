"""Put finished documents where people find them, complete or not at all, and the manifest last."""

from generator.output.batch import batch_as_at, end_batch
from generator.output.folder import Published, family_folder, prepare, publish
from generator.output.handed_back import hand_back, is_marked_copy, is_untouched, marked_name
from generator.output.manifest import MANIFEST, Blocked, Manifest

__all__ = [
    "MANIFEST", "Blocked", "Manifest", "Published", "batch_as_at", "end_batch", "family_folder", "hand_back",
    "is_marked_copy", "is_untouched", "marked_name", "prepare", "publish",
]  # fmt: skip
