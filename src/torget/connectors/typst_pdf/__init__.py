"""Receipts and decisions as PDF, made by typst: archivable (PDF/A-3a) and accessible (PDF/UA-1)."""
