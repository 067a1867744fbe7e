"""How fast workers deliver, beside the same POSTs by curl and wrk, and beside procrastinate where it can be imported.

Makes a PostgreSQL cluster and an nginx of its own in a temporary folder, and removes them.
"""

import argparse, asyncio, glob, json, os, shutil, socket, statistics, subprocess, sys, tempfile, threading, time

BODY = json.dumps({"event_type": "message_created", "timestamp": "2026-01-01T00:00:00Z", "data": {"text": "x" * 300}})


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Cluster:
    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        self.bin = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda p: int(p.split("/")[4]))[-1]
        self.user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] if os.geteuid() == 0 else []
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        self.run("initdb", "-D", f"{folder}/data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        options = f"-k {folder} -p {self.port} -c listen_addresses='' -c shared_buffers=512MB -c max_wal_size=4GB"
        self.run("pg_ctl", "-D", f"{folder}/data", "-l", f"{folder}/log", "-w", "-o", options, "start")

    def run(self, program, *arguments):
        subprocess.run(self.user + [f"{self.bin}/{program}", *arguments], check=True, stdout=subprocess.DEVNULL)

    def stop(self):
        self.run("pg_ctl", "-D", f"{self.folder}/data", "-m", "immediate", "stop")

    def uri(self, login="postgres", database="riad"):
        return f"postgresql://{login}@/{database}?host={self.folder}&port={self.port}"

    def sql(self, text, database="riad"):
        psql = ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", self.uri(database=database), "-c", text]
        return subprocess.run(psql, check=True, capture_output=True, text=True).stdout.strip()


def nginx(folder, port):
    config = f"""
        worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log /dev/null;
        events {{ worker_connections 4096; }}
        http {{ access_log off; keepalive_requests 10000000; client_body_buffer_size 64k;
            server {{ listen 127.0.0.1:{port} backlog=4096; location / {{ return 200 "ok"; }} }} }}"""
    with open(f"{folder}/nginx.conf", "w") as file:
        file.write(config)
    process = subprocess.Popen(["nginx", "-c", f"{folder}/nginx.conf"], stderr=subprocess.DEVNULL)
    while socket.socket().connect_ex(("127.0.0.1", port)) != 0:
        time.sleep(0.05)
    return process


def fill(cluster, events, conversations):
    cluster.sql(f"""
        TRUNCATE riad.outbox, public.webhook_logs;
        INSERT INTO riad.outbox (webhook_config_id, conversation_id, event_type, payload)
        SELECT wc.id, lpad((1 + n % {conversations})::text, 32, '0')::uuid, 'message_created',
            jsonb_build_object('conversation_id', lpad((1 + n % {conversations})::text, 32, '0'), 'text', repeat('x', 300))
        FROM public.webhook_configs wc, generate_series(1, {events}) n""")
    cluster.sql("VACUUM ANALYZE riad.outbox")


def deliver(cluster, worker, workers, events):
    start = time.monotonic()
    command = [worker, "--once", "--database", cluster.uri("worker"), "--per-endpoint", "64"]
    running = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(workers)]
    peak = 0
    while any(process.poll() is None for process in running):
        for process in running:
            try:
                with open(f"/proc/{process.pid}/status") as status:
                    peak = max([peak] + [int(line.split()[1]) for line in status if line.startswith("VmHWM")])
            except FileNotFoundError:
                pass
        time.sleep(0.1)
    seconds = time.monotonic() - start
    assert cluster.sql("SELECT count(*) FROM riad.outbox") == "0", "something is left"
    assert cluster.sql("SELECT count(*) FROM public.webhook_logs") == str(events), "something is missing"
    return events / seconds, peak


def curl(port, events, folder):
    with open(f"{folder}/curl", "w") as file:
        for _ in range(events):
            file.write(f'url = "http://127.0.0.1:{port}/"\noutput = /dev/null\ndata = "{BODY.replace(chr(34), chr(92) + chr(34))}"\nnext\n')
    start = time.monotonic()
    command = ["curl", "-s", "--parallel", "--parallel-max", "64", "-K", f"{folder}/curl"]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    return events / (time.monotonic() - start)


def wrk(port, folder):
    with open(f"{folder}/post.lua", "w") as file:
        file.write(f"wrk.method = 'POST'\nwrk.body = {json.dumps(BODY)}\n")
    command = ["wrk", "-t1", "-c64", "-d5s", "-s", f"{folder}/post.lua", f"http://127.0.0.1:{port}/"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return float(next(line for line in text.splitlines() if "Requests/sec" in line).split()[1])


def procrastinate(cluster, port, events):
    try:
        import aiohttp, procrastinate as library
    except ImportError:
        return None
    cluster.sql("DROP DATABASE IF EXISTS jobs", "postgres")
    cluster.sql("CREATE DATABASE jobs", "postgres")

    async def measure():
        app = library.App(connector=library.PsycopgConnector(conninfo=cluster.uri(database="jobs")))
        async with app.open_async(), aiohttp.ClientSession() as session:
            await app.schema_manager.apply_schema_async()

            @app.task(name="post")
            async def post(body):
                async with session.post(f"http://127.0.0.1:{port}/", data=body) as answer:
                    await answer.read()

            for start in range(0, events, 1000):
                await post.batch_defer_async(*[{"body": BODY} for _ in range(min(1000, events - start))])
            start = time.monotonic()
            await app.run_worker_async(concurrency=64, wait=False, install_signal_handlers=False, listen_notify=False)
            return events / (time.monotonic() - start)

    import logging
    logging.disable(logging.CRITICAL)
    return asyncio.run(measure())


def latency(cluster, worker, port, rounds):
    """From commit to the request's arrival, in milliseconds, with an idle worker."""
    arrived = threading.Event()

    def serve(listener):
        while True:
            client, _ = listener.accept()
            threading.Thread(target=answer, args=(client,), daemon=True).start()

    def answer(client):
        data = b""
        while True:
            piece = client.recv(65536)
            if not piece:
                return
            data += piece
            if b"\r\n\r\n" in data and data.endswith(b"}"):
                times.append(time.monotonic())
                arrived.set()
                client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                data = b""

    times = []
    listener = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=serve, args=(listener,), daemon=True).start()
    cluster.sql(f"UPDATE public.webhook_configs SET endpoint_url = 'http://127.0.0.1:{listener.getsockname()[1]}/'")
    process = subprocess.Popen([worker, "--database", cluster.uri("worker")], stdout=subprocess.DEVNULL)
    client = subprocess.Popen(["psql", "-XAtq", cluster.uri()], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    time.sleep(2)
    waits = []
    for number in range(rounds):
        arrived.clear()
        client.stdin.write(f"""
            WITH event AS (SELECT public.trigger_webhook_notification('conversation-update', 'message_created',
                jsonb_build_object('conversation_id', gen_random_uuid())))
            UPDATE public.conversations SET subject = '{number}' FROM event; SELECT 'done';\n""")
        client.stdin.flush()
        client.stdout.readline()
        committed = time.monotonic()
        arrived.wait(5)
        waits.append((times[-1] - committed) * 1000)
        time.sleep(0.11)
    client.terminate()
    process.terminate()
    process.wait()
    return sorted(waits)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--riad", required=True)
    parser.add_argument("--worker", required=True)
    parser.add_argument("--events", type=int, default=20_000)
    parser.add_argument("--conversations", type=int, default=5_000)
    parser.add_argument("--pending", type=int, default=0, help="how many more events wait while one worker's claims are timed")
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="riad-deliveries-")
    os.chmod(folder, 0o755)
    os.mkdir(f"{folder}/pg")
    cluster, port = Cluster(f"{folder}/pg"), free_port()
    server = nginx(folder, port)
    try:
        cluster.sql("CREATE DATABASE riad", "postgres")
        subprocess.run([options.riad, "migrate", "--database", cluster.uri()], check=True, capture_output=True)
        cluster.sql(f"""
            CREATE ROLE worker LOGIN IN ROLE riad_worker;
            UPDATE riad.settings SET value = '["127.0.0.0/8"]' WHERE key = 'webhook_networks';
            INSERT INTO public.conversations (channel_type, channel_account) VALUES ('email', 'bench');
            INSERT INTO public.webhook_configs (name, endpoint_url, secret_token)
            VALUES ('conversation-update', 'http://127.0.0.1:{port}/', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')""")
        for workers in (1, 2):
            fill(cluster, options.events, options.conversations)
            rate, peak = deliver(cluster, options.worker, workers, options.events)
            print(f"riad-worker, {workers}: {rate:.0f} events/s, {peak / 1024:.1f} MB at most", flush=True)
        print(f"wrk: {wrk(port, folder):.0f} requests/s", flush=True)
        print(f"curl --parallel: {curl(port, options.events // 4, folder):.0f} requests/s", flush=True)
        rate = procrastinate(cluster, port, options.events // 4)
        print("procrastinate: not installed" if rate is None else f"procrastinate: {rate:.0f} jobs/s", flush=True)
        waits = latency(cluster, options.worker, port, 200)
        print(f"commit to POST: p50 {statistics.median(waits):.1f} ms, p99 {waits[int(len(waits) * 0.99)]:.1f} ms", flush=True)
        if options.pending:
            cluster.sql("UPDATE public.webhook_configs SET endpoint_url = 'http://127.0.0.1:%d/'" % port)
            fill(cluster, options.pending, options.pending // 10)
            start = time.monotonic()
            process = subprocess.Popen([options.worker, "--database", cluster.uri("worker")], stdout=subprocess.DEVNULL)
            time.sleep(20)
            with open(f"/proc/{process.pid}/status") as status:
                peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
            process.terminate()
            process.wait()
            left = int(cluster.sql("SELECT count(*) FROM riad.outbox"))
            rate = (options.pending - left) / (time.monotonic() - start)
            print(f"with {options.pending} pending: {rate:.0f} events/s, {peak / 1024:.1f} MB at most", flush=True)
    finally:
        server.terminate()
        cluster.stop()
        shutil.rmtree(folder)


main()
