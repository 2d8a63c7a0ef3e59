package io.gatehook.lua.library;

import io.gatehook.lua.json.CjsonLibrary;
import io.gatehook.lua.natives.ReadOnlyTable;
import io.gatehook.lua.strings.StringLibrary;
import java.util.HashMap;
import java.util.Map;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** Everything that Lua code finds in a sandbox; one for the whole JVM, as nobody can change it. */
public final class Library {
  private static final ReadOnlyTable GLOBALS = globals();

  private Library() {}

  /** The names without a table and the tables. */
  public static LuaTable globalNames() {
    return GLOBALS;
  }

  private static ReadOnlyTable globals() {
    ReadOnlyTable strings = StringLibrary.table();
    StringLibrary.installMethods(strings);
    Map<String, LuaValue> modules = new HashMap<>();
    modules.put("string", strings);
    modules.put("table", TableLibrary.table());
    modules.put("math", MathLibrary.table());
    modules.put("bit", BitLibrary.table());
    modules.put("os", OsLibrary.table());
    var globals = new ReadOnlyTable();
    modules.forEach(globals::with);
    for (String extra : new String[] {"clear", "clone", "isarray", "isempty", "new", "nkeys"}) {
      modules.put("table." + extra, ((ReadOnlyTable) modules.get("table")).function(extra));
    }
    modules.putAll(DigestModules.all());
    modules.put("cjson", CjsonLibrary.throwing());
    modules.put("cjson.safe", CjsonLibrary.safe());
    return BaseLibrary.addTo(globals)
        .with("kong", new ReadOnlyTable().with("log", LogFunctions.kong()).frozen())
        .with("ngx", NgxLibrary.table())
        .with("require", new Modules(Map.copyOf(modules))::require)
        .frozen();
  }
}
