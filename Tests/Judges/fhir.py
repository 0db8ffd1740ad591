#!/usr/bin/env python3
"""make judge: what `fhir.resources` (PyPI, its R4B classes) says of every FHIR document that we make, and whether references in them resolve.

  fhir.py PARAPHE REPOSITORY FOLDER

Runs the demonstration's request through the command line into FOLDER, then judges, in both languages:
  report      the Bundle that each signed report carries, taken out with `paraphe extract`
  request     the whole request at each of its steps, with `paraphe request exchange`
  again       an exported request read back as a new one, which must then say the same of its patient
A document that is refused must be refused with words and exit code 1: FAULTY.
Exits 1 when one of them finds a fault. Sets up its packages in a virtual environment of its own at the first run.
"""
import json
import os
import subprocess
import sys

import packages

if __name__ == '__main__':
    packages.ensure('fhir.resources==8.3.0')

# The package is called as this file is: what stands beside the file must not be taken for it.
sys.path.remove(os.path.dirname(os.path.abspath(__file__)))
from fhir.resources.R4B import get_fhir_model_class

PACK = 'examples/teleconsultation'
LANGUAGES = ['fr', 'en']
# What a whole request must have at its end (issue 6).
WHOLE = {'ServiceRequest', 'Task', 'Communication', 'Questionnaire', 'QuestionnaireResponse', 'DiagnosticReport', 'DocumentReference',
         'Provenance', 'AuditEvent', 'Patient', 'Practitioner', 'PractitionerRole', 'HealthcareService'}
REPORT = {'DiagnosticReport', 'Patient', 'Practitioner', 'ServiceRequest', 'DocumentReference', 'QuestionnaireResponse'}
# What is no request must be refused in words.
FAULTY = {
    'empty': b'', 'not json': b'{"resourceType": "ServiceRequest",', 'list': b'[]', 'nothing': b'{}', 'deep': b'[' * 100_000,
    'deep object': b'{"entry":' + b'{"a":' * 5_000, 'nameless patient': b'{"resourceType":"ServiceRequest","status":"active","intent":"order",'
    b'"contained":[{"resourceType":"Patient"}]}',
    'wrong types': b'{"resourceType":"Bundle","entry":"many"}', 'numbers': b'{"resourceType":7,"contained":{"a":1}}',
    'not utf-8': b'{"resourceType":"\xff"}', 'twice': b'{"resourceType":"Bundle","resourceType":"Bundle"}',
    'surrogate': b'{"resourceType":"\\ud800"}',
    'revoked': json.dumps({'resourceType': 'ServiceRequest', 'status': 'revoked', 'intent': 'order', 'contained': [
        {'resourceType': 'Patient', 'name': [{'family': 'A', 'given': ['B']}]}]}).encode(),
    'controls': json.dumps({'resourceType': 'ServiceRequest', 'status': 'active', 'intent': 'order', 'contained': [
        {'resourceType': 'Patient', 'name': [{'family': 'A\u0000\u0007', 'given': ['B']}]}]}).encode(),
    'long name': json.dumps({'resourceType': 'ServiceRequest', 'status': 'active', 'intent': 'order', 'contained': [
        {'resourceType': 'Patient', 'name': [{'family': 'A' * 100_000, 'given': ['B']}]}]}).encode(),
}


def references(value, path=''):
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == 'reference' and isinstance(inner, str):
                yield path, inner
            else:
                yield from references(inner, f'{path}.{key}')
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from references(inner, f'{path}[{index}]')


def empties(value, path=''):
    """FHIR R4, 2.6.2: no empty string, object or list, and no null."""
    if value in ('', None, {}, []):
        yield path
    elif isinstance(value, (dict, list)):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from empties(inner, f'{path}.{key}')


def moments(value, path=''):
    """FHIR R4, 2.24.0.1: a time comes with its zone."""
    if isinstance(value, str) and len(value) >= 16 and value[4:5] == '-' and value[10:11] == 'T' and value[13:14] == ':':
        if not (value.endswith('Z') or value[-6] in '+-'):
            yield f'{path}: {value}'
    elif isinstance(value, (dict, list)):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from moments(inner, f'{path}.{key}')


def judge(bundle, wanted):
    """The faults of a Bundle; `wanted`: types that it must have."""
    faults = []

    def model(resource, where):
        try:
            get_fhir_model_class(resource['resourceType']).model_validate(resource)
        except Exception as error:  # whatever it says is a fault
            faults.append(f'{where}: {error}')
    if bundle.get('resourceType') != 'Bundle':
        return ['not a Bundle']
    model(bundle, 'Bundle')
    urls = set()
    for index, entry in enumerate(bundle.get('entry', [])):
        url, resource = entry.get('fullUrl', ''), entry.get('resource', {})
        where = f'entry[{index}] {resource.get("resourceType")}'
        if not url.startswith('urn:uuid:') or len(url) != 45:
            faults.append(f'{where}: fullUrl {url!r}')
        if url in urls:
            faults.append(f'{where}: fullUrl {url} twice')
        urls.add(url)
        model(resource, where)
    faults += [f'{path}: {target} does not resolve' for path, target in references(bundle) if target not in urls]
    faults += [f'{path} is empty' for path in empties(bundle)]
    faults += [f'{moment} has no zone' for moment in moments(bundle)]
    types = {entry['resource']['resourceType'] for entry in bundle.get('entry', []) if 'resource' in entry}
    faults += [f'no {kind}' for kind in sorted(wanted - types)]
    questions(bundle, faults)
    return faults


def questions(bundle, faults):
    """Each answer must be to a question of its form, in a type that the question has (only where the form is there)."""
    forms = {r['url'] + '|' + r['version']: r for r in (e['resource'] for e in bundle['entry']) if r['resourceType'] == 'Questionnaire'}
    kinds = {'string': 'valueString', 'text': 'valueString', 'boolean': 'valueBoolean', 'integer': 'valueInteger', 'decimal': 'valueDecimal',
             'date': 'valueDate', 'dateTime': 'valueDateTime', 'choice': 'valueCoding'}

    def walk(items, asked, repeats):
        seen = set()
        for item in items:
            question = asked.get(item['linkId'])
            if not question:
                faults.append(f'answer {item["linkId"]} has no question')
                continue
            if item['linkId'] in seen and not question.get('repeats'):
                faults.append(f'answer {item["linkId"]} twice')
            seen.add(item['linkId'])
            for answer in item.get('answer', []):
                if list(answer) != [kinds.get(question['type'])]:
                    faults.append(f'answer {item["linkId"]}: {list(answer)} to {question["type"]}')
            walk(item.get('item', []), {q['linkId']: q for q in question.get('item', [])}, question.get('repeats'))
    for entry in bundle['entry']:
        resource = entry['resource']
        if resource['resourceType'] != 'QuestionnaireResponse' or not forms:
            continue
        form = forms.get(resource['questionnaire'])
        if not form:
            faults.append(f'{resource["questionnaire"]} is not in the Bundle')
            continue
        walk(resource['item'], {q['linkId']: q for q in form['item']}, False)


def identity(folder):
    """A key and a certificate that was valid when the demonstration's request was signed."""
    config = folder + '/ca.cnf'
    with open(config, 'w') as file:
        file.write(f"""[ca]\ndefault_ca = own\n[own]\ndatabase = {folder}/ca.txt\nserial = {folder}/ca.serial\nnew_certs_dir = {folder}
default_md = sha256\npolicy = any\nunique_subject = no\n[any]\ncommonName = supplied\n[req]\ndistinguished_name = name\n[name]\n""")
    open(folder + '/ca.txt', 'w').close()
    open(folder + '/ca.serial', 'w').write('01\n')
    for words in (['ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', 'key.pem'],
                  ['req', '-new', '-config', 'ca.cnf', '-key', 'key.pem', '-subj', '/CN=Minh Chau Nguyen', '-out', 'request.pem'],
                  ['ca', '-batch', '-selfsign', '-config', 'ca.cnf', '-keyfile', 'key.pem', '-in', 'request.pem', '-out', 'cert.pem',
                   '-notext', '-startdate', '20260101000000Z', '-enddate', '20360101000000Z']):
        subprocess.run(['openssl', *words], cwd=folder, check=True, capture_output=True)


def main():
    paraphe, repository, folder = (os.path.abspath(p) for p in sys.argv[1:4])
    os.makedirs(folder, exist_ok=True)
    store = folder + '/requests.sqlite'
    for name in os.listdir(folder):
        path = folder + '/' + name
        if os.path.isfile(path):
            os.remove(path)
    failed, judged = 0, 0

    def run(*arguments, expected=0):
        done = subprocess.run([paraphe, *arguments], capture_output=True, text=True, cwd=repository, timeout=300)
        if done.returncode != expected:
            sys.exit(f'fhir: paraphe {" ".join(arguments)} ended with {done.returncode}\n{done.stdout}{done.stderr}')
        return done.stdout + done.stderr

    def say(name, faults):
        nonlocal failed, judged
        judged += 1
        if faults:
            failed += 1
            print(f'{name}: {len(faults)} faults')
            for fault in faults[:8]:
                print('   ', fault)

    def export(number, name, wanted, at, person='gcote'):
        for tag in LANGUAGES:
            path = f'{folder}/{name}.{tag}.json'
            run('request', 'exchange', 'fhir-request', number, '--store', store, '--pack', PACK, '--as', person, '--at', at,
                '--lang', tag + '-CA', '-o', path)
            say(f'{name}.{tag}', judge(json.load(open(path)), wanted))

    # The demonstration's request, step by step.
    identity(folder)
    demo = json.load(open(repository + '/' + PACK + '/demo.json'))
    number = demo['dossier']
    for index, step in enumerate(demo['steps']):
        arguments = ['request', step['action'], number, '--store', store, '--pack', PACK, '--as', step['as'], '--at', step['at']]
        for option, key in (('--data', 'edits'), ('--input', 'input'), ('--form', 'form')):
            if key in step:
                path = f'{folder}/step-{index}-{key}.json'
                json.dump(step[key], open(path, 'w'))
                arguments += [option, path]
        if index == 0:
            open(folder + '/photo.png', 'wb').write(b'\x89PNG\r\n\x1a\n' + bytes(64))
            arguments += ['--attach', f'attachments={folder}/photo.png', '--label', 'Photo, dossier 204518']
        if step['action'].startswith('sign-'):
            arguments += ['--key', folder + '/key.pem', '--cert', folder + '/cert.pem']
        run(*arguments, expected=1 if step.get('refused') else 0)
        if not step.get('refused'):
            wanted = {'ServiceRequest', 'Task', 'Patient', 'AuditEvent'} if index < len(demo['steps']) - 1 else WHOLE
            export(number, f'request-{index:02}-{step["action"]}', wanted, step['at'])

    # What the reports carry.
    documents = store[:-len('.sqlite')] + '.documents'
    last = json.load(open(f'{folder}/request-{len(demo["steps"]) - 1:02}-{demo["steps"][-1]["action"]}.fr.json'))
    reports = 0
    for kind in ('preliminary-report', 'final-report'):
        for tag in LANGUAGES:
            path = f'{folder}/{kind}.{tag}.pdf'
            run('request', 'document', number, f'{number}-{kind}-1-{tag}.pdf', '--store', store, '--pack', PACK, '--as', 'gcote', '-o', path)
            out = f'{folder}/{kind}.{tag}'
            run('extract', path, '--unverified', '-o', out)
            bundle = json.load(open(out + '/report.fhir.json'))
            say(f'{kind}.{tag}', judge(bundle, REPORT))
            reports += 1
    embedded = [e['resource']['content'][0]['attachment'] for e in last['entry'] if e['resource']['resourceType'] == 'DocumentReference']
    if sum('data' in a for a in embedded) != reports:
        say('documents', ['the export does not carry the documents'])

    # Back again: a request that another system sends, and one that is our own.
    path = f'{folder}/request-00-create.fr.json'
    common = ['--store', folder + '/received.sqlite', '--pack', PACK, '--as', 'gcote', '--at', '2026-11-21T09:00:00-05:00',
              '--lang', 'fr-CA']
    for _ in range(2):  # the second time does nothing
        said = json.loads(run('request', 'exchange', 'fhir-service-request', '--from', path, *common, '--format', 'json'))
    received = said.get('dossier', said)
    number = received['id'] if isinstance(received, dict) else received
    run('request', 'exchange', 'fhir-request', number, *common, '-o', folder + '/again.json')
    again = json.load(open(folder + '/again.json'))
    say('again', judge(again, {'ServiceRequest', 'Patient'}))

    def one(bundle, kind):
        return next(e['resource'] for e in bundle['entry'] if e['resource']['resourceType'] == kind)
    sent = json.load(open(path))
    for kind, keys in (('Patient', ['name', 'birthDate', 'gender', 'telecom', 'address', 'communication']),
                       ('ServiceRequest', ['priority', 'code', 'reasonCode'])):
        say(f'again {kind}', [f'{key}: {one(sent, kind).get(key)} became {one(again, kind).get(key)}' for key in keys
                              if one(sent, kind).get(key) != one(again, kind).get(key)])
    listed = run('request', 'list', *common, '--format', 'json').splitlines()
    say('again once', [] if len(listed) == 1 else [f'one dossier was expected: {listed}'])

    # The least that another system may send: HL7's own example refers to a patient that it does not bring.
    json.dump({'resourceType': 'ServiceRequest', 'id': 'example', 'status': 'active', 'intent': 'original-order',
               'code': {'text': 'Téléconsultation'}, 'subject': {'reference': 'Patient/example'}}, open(folder + '/least.json', 'w'))
    run('request', 'exchange', 'fhir-service-request', '--from', folder + '/least.json', *common)

    for name, data in FAULTY.items():
        bad = folder + '/faulty.json'
        open(bad, 'wb').write(data)
        said = run('request', 'exchange', 'fhir-service-request', '--from', bad, '--store', folder + '/faulty.sqlite', *common[2:],
                   expected=1)
        say('faulty: ' + name, [] if said.strip() else ['refused without a word'])
    if os.path.exists(folder + '/faulty.sqlite'):
        say('faulty', ['what is refused left a store behind'])

    print(f'fhir: {judged} judged, {failed} with faults')
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
