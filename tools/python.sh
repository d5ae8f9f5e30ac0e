# Print the first Python that is new enough and can make virtual environments.
for name in python3.13 python3.12 python3.11 python3 python3.14 python; do
    if "$name" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        echo "$name"
        exit 0
    fi
done
echo "Python 3.11 or later with its venv module is needed, and none was found." >&2
echo "On Debian and Ubuntu: apt-get install python3 python3-venv" >&2
exit 1
