import datetime, os, sys, time, cProfile, pstats, pytest
from django.core.management import call_command
from collections import Counter
from django.db import connection
pytestmark = pytest.mark.django_db
def test_x():
    sys.path.insert(0, "/tmp/w/demo")
    n=Counter(); secs=Counter()
    def w(execute, sql, params, many, context):
        t=time.time()
        try: return execute(sql, params, many, context)
        finally:
            k=sql[:70]; n[k]+=1; secs[k]+=time.time()-t
    day=datetime.date.fromisoformat(os.environ.get("DAY","2026-11-23"))
    import gc
    if os.environ.get("NOGC"): gc.disable()
    t=time.time(); c=time.process_time()
    if os.environ.get("PROF"):
        pr=cProfile.Profile(); pr.enable()
        call_command("make_demonstration", today=day)
        pr.disable(); pstats.Stats(pr).sort_stats("cumtime").print_stats(70)
    elif os.environ.get("SQL"):
        with connection.execute_wrapper(w): call_command("make_demonstration", today=day)
        print(sum(n.values()), sum(secs.values()))
        for k,c in secs.most_common(25): print(round(c,2), n[k], k)
    else: call_command("make_demonstration", today=day)
    print("seconds", time.time()-t, "cpu", time.process_time()-c)
    from scratch_report import report
    report(day)
