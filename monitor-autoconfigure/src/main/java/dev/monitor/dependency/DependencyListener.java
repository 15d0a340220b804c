package dev.monitor.dependency;

import dev.monitor.check.CheckListener;
import org.apiguardian.api.API;

/**
 * Hears of the checks of all dependencies. All beans of this type are called, in their
 * order.
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
public interface DependencyListener extends CheckListener {

}
