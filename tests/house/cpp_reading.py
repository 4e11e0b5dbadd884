# SPDX-License-Identifier: Apache-2.0
"""Just enough of reading C++ to count lines and find sentences: no parser, and it knows it."""

import re

RAW_STRING = re.compile(r'R"([^\s()\\]{0,16})\(.*?\)\1"', re.S)
PIECE = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|(?<![0-9A-Fa-f])\'(?:\\.|[^\'\\\n])+\'',
                   re.S)
CONTAINER = re.compile(r"\b(namespace|class|struct|union|enum|extern)\b")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
LITERALS = re.compile(r'^\s*("(?:\\.|[^"\\])*"\s*)+$', re.S)


def blanked(found):
    """As many lines, and no braces."""
    text = found.group(0)
    keep = '"' if text.startswith(('"', "R")) else " "
    return keep + "\n" * text.count("\n") + keep


def without_comments(text):
    """The code without comments and without what stands in quotes."""
    return PIECE.sub(blanked, RAW_STRING.sub(blanked, text))


def includes_of(text):
    """(header, whether it stands in quotes) for each include."""
    return [(header, mark == '"') for mark, header in INCLUDE.findall(text)]


def without_directives(code):
    return re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", lambda m: "\n" * m.group(0).count("\n"), code,
                  flags=re.M)


def opens_function(head):
    """Whether a brace after this text begins the body of a function: not of a type or a table."""
    if re.search(r"[=,(\[]\s*$|\breturn\s*$", head) or ")" not in head:
        return False
    plain = re.sub(r"\([^()]*\)", "", head)
    return not (CONTAINER.search(plain) and "(" not in plain and not head.rstrip().endswith(")"))


def functions_of(text):
    """(name, line, lines) of each function that stands in a namespace or a type."""
    code = without_directives(without_comments(text))
    found = []
    stack = []
    head_start = 0
    for place in re.finditer(r"[{};]", code):
        at, mark = place.start(), place.group(0)
        head = code[head_start:at]
        if mark == "{":
            inside = any(kind == "function" for kind, _, _ in stack)
            if not inside and opens_function(head):
                begin = head_start + len(head) - len(head.lstrip())
                stack.append(("function", begin, head))
            else:
                stack.append(("function" if inside else "other", None, head))
        elif mark == "}" and stack:
            kind, begin, opened_with = stack.pop()
            if kind == "function" and begin is not None:
                lines = code.count("\n", begin, at) + 1
                found.append((label(opened_with), code.count("\n", 0, begin) + 1, lines))
        if not any(kind == "function" for kind, _, _ in stack) or mark != ";":
            head_start = at + 1
    return found


def label(head):
    name = re.search(r"([\w:~]+)\s*\(", head)
    return name[1] if name else "?"


def closing(text, opening):
    """Where the parenthesis that opens there closes, strings left out; -1 if it never does."""
    depth = 0
    at = opening
    while at < len(text):
        string = re.compile(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'|//[^\n]*').match(text, at)
        if string:
            at = string.end()
            continue
        depth += text[at] in "({["
        depth -= text[at] in ")}]"
        if depth == 0:
            return at
        at += 1
    return -1


def arguments(inside):
    """The arguments of a call, cut at the commas of its own level."""
    parts, depth, begin, at = [], 0, 0, 0
    while at < len(inside):
        string = re.compile(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'').match(inside, at)
        if string:
            at = string.end()
            continue
        depth += inside[at] in "({["
        depth -= inside[at] in ")}]"
        if inside[at] == "," and depth == 0:
            parts.append(inside[begin:at])
            begin = at + 1
        at += 1
    return parts + [inside[begin:]]


def literal(argument):
    """The text of one string, or of several that stand side by side; None for anything else."""
    if not LITERALS.match(argument):
        return None
    joined = "".join(re.findall(r'"((?:\\.|[^"\\])*)"', argument))
    return re.sub(r'\\(["\\])', r"\1", joined)


def calls_of(text):
    """The sentences (what, and what next) of every fail(…) and Error{…}."""
    text = re.sub(r"^\s*//[^\n]*", "", text, flags=re.M)
    sentences = []
    for call in re.finditer(r"\bfail\s*\(|\bError\s*\{", text):
        opening = call.end() - 1
        end = closing(text, opening)
        if end < 0:
            continue
        inside = text[opening + 1:end]
        parts = arguments(inside)
        for place in (1, 3):
            sentence = literal(parts[place]) if place < len(parts) else None
            if sentence:
                sentences.append(sentence)
        sentences += [literal(found) for found in
                      re.findall(r'\.(?:what|next)\s*=\s*((?:"(?:\\.|[^"\\])*"\s*)+)', inside)]
    return sentences
