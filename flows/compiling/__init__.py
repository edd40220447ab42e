"""From a workbook to the document that a conversation runs on; ``flows.compile`` is the entry."""
