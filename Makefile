# The index of every command. `make demo` and `make test` set up what they need by themselves.

DEBIAN := pkg-config libxml2-dev libfreetype-dev libharfbuzz-dev libfribidi-dev libpng-dev libjpeg62-turbo-dev zlib1g-dev libdeflate-dev libsqlite3-dev \
	hyphen-fr hyphen-en-us fonts-noto-core fonts-liberation tzdata
JUDGES := qpdf poppler-utils openssl python3 python3-venv softhsm2 postgresql libtiff-tools tesseract-ocr tesseract-ocr-fra chromium default-jre-headless
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
SWIFT_CHECKS := --explicit-target-dependency-import-check error
# Exclusivity is proven by the debug tests. The rest is for a fast start (Benchmarks/README.md): the standard library inside, types that are
# reached by their addresses and not by looking up names, no table of symbols for others to bind to, and relocations packed.
RELEASE_FLAGS := --static-swift-stdlib -Xswiftc -enforce-exclusivity=unchecked \
	-Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors \
	-Xswiftc -use-ld=lld -Xlinker --no-export-dynamic -Xlinker -z -Xlinker pack-relative-relocs
RELEASE := .build/release/paraphe
SHARED := $(firstword $(wildcard ../shared) $(PARAPHE_SHARED))

.PHONY: help setup judges build demo judge test test-release crash quick simulate reference fuzz lint bench bench-stores clean

help:  ## Shows this list
	@sed -n 's/^\([a-z-]*\):.*##/  make \1\t/p' $(MAKEFILE_LIST) | expand -t 18

setup:  ## Installs the Debian packages that are missing
	@$(call install,$(DEBIAN))

judges:  ## Installs the programs of others that check what we make
	@$(call install,$(JUDGES))

build: setup  ## Builds the release tool: .build/release/paraphe
	@swift build -c release --product paraphe $(SWIFT_CHECKS) $(RELEASE_FLAGS)

demo: build  ## Runs the main job: a teleconsultation from draft to closed; see out/
	@$(RELEASE) demo -o out

judge: build judges  ## Asks programs by others of every document of examples/: PDF/A, PDF/UA, signatures, reading aloud, faxes, FHIR, web pages (FLIPS=10000 KILLS=200 SEEDS=3 for the whole)
	@python3 Tests/Judges/judge.py $(RELEASE) . .build/judge $(SHARED)
	@python3 Tests/Judges/signatures.py $(RELEASE) --quick
	@python3 Tests/Judges/others_files.py $(RELEASE)
	@SEEDS=$(or $(SEEDS),1) python3 Tests/Judges/fax.py $(RELEASE) . .build/judge/fax
	@python3 Tests/Judges/attacks.py $(RELEASE)
	@python3 Tests/Judges/mail.py $(RELEASE)
	@$(RELEASE) demo -o .build/judge/demo >/dev/null 2>&1
	@python3 Tests/Judges/flip_bytes.py $(RELEASE) .build/judge/demo/final-report.fr.pdf .build/judge/demo/authority.pem $(or $(FLIPS),400)
	@python3 Tests/Judges/fhir.py $(RELEASE) . .build/judge/fhir
	@python3 Tests/Judges/xliff.py $(RELEASE) . .build/judge/xliff
	@python3 Tests/Judges/web.py $(RELEASE) . .build/judge/web
	@python3 Tests/Judges/crash.py $(RELEASE) --runs $(or $(KILLS),20)
	@python3 Benchmarks/stores.py - $(RELEASE) --only growth --events 10000 --folder .build/judge

test: setup judges  ## Runs all tests
	@swift build --build-tests $(SWIFT_CHECKS)
	@swift test --skip-build --disable-xctest

test-release: build judges  ## Runs the tests of the command line on the release tool, which is optimised otherwise than what they are built with
	@swift build --build-tests $(SWIFT_CHECKS)
	@PARAPHE_TOOL=$(CURDIR)/$(RELEASE) swift test --skip-build --disable-xctest --filter ParapheCLITests

crash: setup judges  ## Kills writers, workers and servers of stores at random moments, and looks for what they promised (KILLS=300)
	@swift build --build-tests $(SWIFT_CHECKS)
	@KILLS=$(or $(KILLS),300) swift test --skip-build --disable-xctest --filter 'SQLiteKillTests|PostgresKillTests'

quick: setup  ## Runs the tests of one area: make quick ONLY=CELTests
	@swift test --disable-xctest --filter '$(ONLY)'

simulate: setup  ## Runs random histories with failures at every write (HISTORIES=2000; PARAPHE_SEED=17 repeats one)
	@PARAPHE_SIMULATION=$(or $(HISTORIES),2000) swift test --disable-xctest --filter SimulationTests

reference: build  ## Writes docs/reference anew from the code
	@$(RELEASE) reference -o docs/reference

FUZZED := cel-parser cel-evaluation css xhtml template image font pdf cms verify

fuzz: setup  ## Fuzzes each parser, ten minutes each (FUZZ_SECONDS=600 FUZZED=css)
	@for name in $(FUZZED); do \
	PARAPHE_FUZZ=1 swift build -c release --sanitize=fuzzer --product fuzz-$$name --scratch-path .build/fuzz && mkdir -p .build/fuzz/new-$$name && \
	dict=$$(ls Tests/Fuzzing/$$name.dict Tests/Fuzzing/$${name%%-*}.dict 2>/dev/null | head -1) && \
	SWIFT_BACKTRACE=enable=no .build/fuzz/release/fuzz-$$name .build/fuzz/new-$$name Tests/Fuzzing/corpus/$$name $${dict:+-dict=$$dict} \
	-max_len=1500 -timeout=15 -rss_limit_mb=3000 -artifact_prefix=.build/fuzz/ -max_total_time=$(or $(FUZZ_SECONDS),600) -print_final_stats=1 \
	|| exit 1; done

lint:  ## Checks the form of the sources
	@swift format lint --strict --recursive --parallel --configuration .swift-format Package.swift Sources Tests

bench-stores: build judges  ## Measures stores: throughput, and growth to a million events (SECONDS=300 for the whole)
	@PARAPHE_BENCH=1 swift build -c release --product bench-stores $(RELEASE_FLAGS)
	@Benchmarks/stores.py .build/release/bench-stores $(RELEASE) --seconds $(or $(SECONDS),10) --events $(or $(EVENTS),1000000) --folder .build

bench: build judges  ## Measures, beside the peers; see Benchmarks/README.md
	@Benchmarks/run.sh

clean:  ## Removes what was built
	@rm -rf .build out

# Asks for what dpkg does not have, so that a machine that is ready needs neither network nor root.
define install
missing=""; for p in $(1); do dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$p"; done; \
if [ -n "$$missing" ]; then echo "installing:$$missing"; \
$(SUDO) apt-get update -qq && DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y -qq --no-install-recommends $$missing >/dev/null; fi
endef
