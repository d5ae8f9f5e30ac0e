"""The demo town: an invented municipality in the middle of making its strategy."""

from participation.demo.people import greeting

__all__ = ["greeting"]
