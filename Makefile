# The verbs to remember. Each one sets up what it needs, so a fresh clone needs nothing before it.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# HOST of the environment is not asked: compilers of conda set it to the name of their target.
ADDRESS := $(if $(filter command,$(origin HOST)),--host $(HOST)) $(if $(PORT),--port $(PORT))

.PHONY: serve build test check bench scorecard format docs robot fuseki audit sbom lock wheel clean

serve: $(VENV)/.run        ## build the graph from the shipped data and serve it on http://HOST:PORT (127.0.0.1:8000)
	$(BIN)/claimgraph serve $(ADDRESS)

build: $(VENV)/.run        ## build the graph without serving it
	$(BIN)/claimgraph build

# Tests start programs by the hundred; without what Python has compiled, each takes half as long again to start.
test: export PYTHONDONTWRITEBYTECODE :=
test: $(VENV)/.dev         ## pass the tests: style, types, import arrows, behaviour
	$(BIN)/ruff format --check api bench tests
	$(BIN)/ruff check api bench tests
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest --numprocesses auto

check: test                ## what has to hold before a commit

bench: $(VENV)/.dev        ## measure on synthetic graphs, beside other tools; BENCH="--triples 1000000" for more
	$(BIN)/python bench/measure.py --output bench/results $(BENCH)

scorecard: $(VENV)/.dev    ## run the conformance suites and write their outcomes; SCORECARD="protocol owl" for some
	$(BIN)/python bench/scorecard.py $(SCORECARD)

format: $(VENV)/.dev       ## lay out the code
	$(BIN)/ruff format api bench tests
	$(BIN)/ruff check --fix api bench tests

docs: $(VENV)/.run         ## render the pages of docs/reference that are made from the code
	$(BIN)/python -m claimgraph.cli.reference > docs/reference/command-line.md

robot: build/robot/.checked ## fetch ROBOT, with which a test checks the ontology's OWL 2 profiles (needs Maven)

fuseki: build/fuseki/.checked ## fetch Apache Jena Fuseki, one of the engines that tests ask (needs Maven)

audit: build/tools/.made   ## look the dependencies up among known vulnerabilities (asks PyPI, so no part of the tests)
	build/tools/bin/pip-audit --strict --require-hashes --disable-pip -r requirements/run.lock

sbom: build/tools/.made      ## write what an installation consists of to dist/sbom.json (CycloneDX)
	mkdir -p dist
	build/tools/bin/cyclonedx-py requirements --pyproject pyproject.toml --mc-type application \
	  --output-reproducible --of JSON -o dist/sbom.json requirements/run.lock

wheel: $(VENV)/.dev        ## a wheel that is complete in itself, in dist/
	$(BIN)/python -m build --no-isolation --wheel --outdir dist .

lock:                      ## pin the dependencies anew (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --custom-compile-command 'make lock' \
	  --group pyproject.toml:install pyproject.toml -o requirements/run.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --custom-compile-command 'make lock' \
	  --group pyproject.toml:install --group pyproject.toml:dev pyproject.toml -o requirements/dev.lock

clean:                     ## remove what the verbs made
	rm -rf $(VENV) build dist

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Claimgraph needs Python 3.11 or newer; say which with: make PYTHON=python3.11 …")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(VENV)/bin/python requirements/run.lock pyproject.toml
	$(BIN)/pip install -q --require-hashes -r requirements/run.lock
	$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.lock
	$(BIN)/pip install -q --require-hashes -r requirements/dev.lock
	touch $@

build/tools/.made: requirements/tools.txt $(VENV)/bin/python
	$(BIN)/python -m venv build/tools
	build/tools/bin/pip install -q -r requirements/tools.txt
	touch $@

build/robot/.fetched: requirements/robot/pom.xml
	mvn -q -B -f $< dependency:copy-dependencies -DoutputDirectory=$(CURDIR)/build/robot
	touch $@

build/robot/.checked: build/robot/.fetched requirements/robot/robot.sha256
	cd build/robot && sha256sum --check --strict --quiet $(CURDIR)/requirements/robot/robot.sha256
	touch $@

build/fuseki/.fetched:
	mvn -q -B dependency:copy -Dartifact=org.apache.jena:jena-fuseki-server:5.6.0 -DoutputDirectory=$(CURDIR)/build/fuseki
	touch $@

build/fuseki/.checked: build/fuseki/.fetched requirements/fuseki.sha256
	cd build/fuseki && sha256sum --check --strict --quiet $(CURDIR)/requirements/fuseki.sha256
	touch $@
