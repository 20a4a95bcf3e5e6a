QUEUE = "orders-jobs"
