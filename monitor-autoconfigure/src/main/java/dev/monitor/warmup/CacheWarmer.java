package dev.monitor.warmup;

import java.util.concurrent.Callable;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Fills a cache before the instance takes traffic. Beans of this type, such as
 * {@code () -> prices.findAll()}, make up the warmup task {@code caches}; what they
 * return is dropped.
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
@FunctionalInterface
public interface CacheWarmer extends Callable<@Nullable Object> {

}
