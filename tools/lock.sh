# Lock every dependency with hashes, for each Python from 3.11 on and every system.
set -e
python=.venv/bin/python
"$python" -m pip --disable-pip-version-check --quiet install uv
lock() { .venv/bin/uv pip compile --upgrade --universal --generate-hashes --python-version 3.11 --no-header --quiet "$@"; }
lock pyproject.toml -o requirements/run.txt
lock pyproject.toml --group test -o requirements/test.txt
lock requirements/assets.in -o requirements/assets.txt
PATH="$PATH:$PWD/.venv/bin" npm update --package-lock-only --silent
