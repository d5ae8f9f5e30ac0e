"""The API described in OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0)."""

from collections.abc import Mapping
from typing import Any

TEXT = {
    "type": "object",
    "description": "People's words by language: fi, sv, en.",
    "additionalProperties": True,
}
WORDS, NUMBER, TRUTH = {"type": "string"}, {"type": "integer"}, {"type": "boolean"}
MOMENT = {"type": "string", "format": "date-time"}
FINDING = {
    "type": "object",
    "required": ["format", "kind", "activity", "subject", "label", "asked", "answered", "missing",
                 "figures", "moment", "versions", "filter", "by", "weights"],
    "properties": {
        "format": {"const": 1},
        "kind": WORDS,
        "activity": WORDS,
        "subject": {"type": "string", "description": "The code of a question; it never changes."},
        "label": TEXT,
        "asked": NUMBER,
        "answered": NUMBER,
        "missing": {"type": "object", "additionalProperties": NUMBER},
        "figures": {
            "type": "object",
            "description": "By shape; `docs/api.md` says which. `hidden` names what was held back.",
        },
        "moment": MOMENT,
        "versions": {"type": "array", "items": NUMBER},
        "filter": {"type": "array", "items": {"type": "object"}},
        "by": WORDS,
        "weights": {"type": "object"},
    },
}  # fmt: skip
CORRECTION = {
    "type": "object",
    "required": ["subject", "is_withdrawal", "before", "after", "reason", "made"],
    "properties": {
        "subject": WORDS,
        "is_withdrawal": TRUTH,
        "before": WORDS,
        "after": WORDS,
        "reason": TEXT,
        "made": MOMENT,
    },
}
SUMMARY = {
    "type": "object",
    "required": ["activity", "kind", "title", "release", "published", "is_final", "responses",
                 "note", "checksum", "licence", "url"],
    "properties": {
        "activity": WORDS,
        "kind": WORDS,
        "title": TEXT,
        "release": NUMBER,
        "published": MOMENT,
        "is_final": TRUTH,
        "responses": NUMBER,
        "note": TEXT,
        "checksum": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "licence": {"type": "object", "required": ["name", "url"]},
        "url": {"type": "string", "format": "uri"},
    },
}  # fmt: skip
SCHEMAS: Mapping[str, Any] = {
    "Finding": FINDING,
    "Correction": CORRECTION,
    "Summary": SUMMARY,
    "Release": {
        "allOf": [
            {"$ref": "#/components/schemas/Summary"},
            {
                "type": "object",
                "required": ["findings", "corrections"],
                "properties": {
                    "findings": {
                        "type": "array",
                        "items": {"$ref": "#/components/schemas/Finding"},
                    },
                    "corrections": {
                        "type": "array",
                        "items": {"$ref": "#/components/schemas/Correction"},
                    },
                },
            },
        ]
    },
    "Releases": {
        "type": "object",
        "required": ["releases", "next"],
        "properties": {
            "releases": {"type": "array", "items": {"$ref": "#/components/schemas/Summary"}},
            "next": {"type": ["string", "null"], "description": "The next page, if there is one."},
        },
    },
    "Live": {
        "type": "object",
        "required": ["activity", "kind", "title", "is_public", "findings"],
        "properties": {
            "is_public": {"const": False},
            "findings": {"type": "array", "items": {"$ref": "#/components/schemas/Finding"}},
        },
    },
    "Problem": {
        "type": "object",
        "description": "RFC 9457",
        "required": ["type", "title", "status", "detail"],
        "properties": {"type": WORDS, "title": WORDS, "status": NUMBER, "detail": WORDS},
    },
}


def _named(name: str, what: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": WORDS, "description": what}


def _asked(name: str, what: str, *, many: bool = False) -> dict[str, Any]:
    schema = {"type": "array", "items": WORDS} if many else WORDS
    return {"name": name, "in": "query", "schema": schema, "description": what}


def _get(summary: str, schema: str, *parameters: Any, needs_token: bool = False) -> dict[str, Any]:
    problem = {"$ref": "#/components/schemas/Problem"}
    wrong = {
        "description": "A problem",
        "content": {"application/problem+json": {"schema": problem}},
    }
    good = {"schema": {"$ref": f"#/components/schemas/{schema}"}}
    found: dict[str, Any] = {
        "summary": summary,
        "parameters": list(parameters),
        "responses": {
            "200": {"description": "Found", "content": {"application/json": good}},
            "404": wrong,
            "429": wrong,
        },
    }
    if needs_token:
        found["security"] = [{"token": []}]
        found["responses"] |= {"401": wrong, "403": wrong}
    return {"get": found}


ACTIVITY = _named("activity", "The public id of the activity.")
RELEASE = _named("number", "The number of the release, from 1.")
PATHS: Mapping[str, Any] = {
    "/releases": _get(
        "The newest release of every activity, newest first, a hundred a page",
        "Releases",
        _asked("page", "The number of the page, from 1."),
    ),
    "/releases/{activity}": _get("The newest release of an activity", "Release", ACTIVITY),
    "/releases/{activity}/{number}": _get(
        "One release; it never changes, corrections apart", "Release", ACTIVITY, RELEASE
    ),
    "/releases/{activity}/{number}/{subject}": _get(
        "What a release tells of one question",
        "Release",
        ACTIVITY,
        RELEASE,
        _named("subject", "The code of the question."),
    ),
    "/findings/{activity}": _get(
        "Unpublished figures as they are now, for the municipality's own tools",
        "Live",
        ACTIVITY,
        _asked("only", "A condition, such as `area:north,south` or `@day:2026-05-01..`", many=True),
        _asked("by", "The variable by which to split."),
        _asked("weights", "The name of a weighting."),
        needs_token=True,
    ),
}


def description(title: str, address: str) -> dict[str, Any]:
    """Return the whole description."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": title,
            "version": "1",
            "license": {
                "name": "CC BY 4.0",
                "url": "https://creativecommons.org/licenses/by/4.0/",
            },
        },
        "servers": [{"url": address}],
        "paths": dict(PATHS),
        "components": {
            "schemas": dict(SCHEMAS),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }
